package dev.turnpike.gateway.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.change.ConfigurationChanges.ConfigurationUnavailable;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.access.Authenticator;
import dev.turnpike.gateway.access.Authenticator.Answer;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The gateway for coding tools, with an API key: a tool is there for whoever's key has the right
 * that it needs. The header {@code Respan-Enabled-Tools} narrows the list further.
 */
@Path("/mcp")
@Singleton
@PermitAll
@Tag(name = "MCP")
public class McpResource {
  private static final String PRINCIPAL = "principal";
  private static final String REQUEST = "request";
  private static final String ENABLED = "enabled";

  private final McpExchange exchange;
  private final BrowserGuard guard;
  private final Authenticator authenticator;
  private final SnapshotSource snapshots;
  private final ObjectMapper json;
  private final Map<String, PlatformTool> tools;

  McpResource(
      LogTools logs,
      CatalogTools catalog,
      BrowserGuard guard,
      Authenticator authenticator,
      SnapshotSource snapshots,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.guard = guard;
    this.authenticator = authenticator;
    this.snapshots = snapshots;
    this.json = json;
    tools = new LinkedHashMap<>();
    Stream.concat(logs.all().stream(), catalog.all().stream())
        .forEach(tool -> tools.put(tool.name(), tool));
    exchange = new McpExchange(json);
    var server =
        McpServer.sync(exchange)
            .serverInfo("turnpike", version)
            .instructions(
                "Calls, traces, customers, models and providers of the Turnpike LLM gateway. How it"
                    + " is used stands in its documentation, a server of its own at /mcp/docs.")
            .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
            .jsonMapper(exchange.json())
            .jsonSchemaValidator(new NoValidation())
            .validateToolInputs(false)
            .immediateExecution(true)
            .addToolFilter((context, tool) -> isVisible(context, tool.name()));
    tools.values().forEach(tool -> server.toolCall(tool.described(), this::call));
    server.build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "platformMcp",
      summary = "MCP server of the gateway: logs, traces, customers, models, providers",
      description =
          "Streamable HTTP without sessions. A tool is listed when the key has the right it needs;"
              + " `Respan-Enabled-Tools` (names, separated by commas) narrows the list.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples =
                  @ExampleObject(
                      name = "call",
                      value =
                          "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\","
                              + " \"params\": {\"name\": \"list_models\", \"arguments\": {}}}")))
  @APIResponse(
      responseCode = "200",
      description = "A JSON-RPC answer",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples =
                  @ExampleObject(
                      name = "models",
                      value =
                          "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {\"content\": [{\"type\":"
                              + " \"text\", \"text\": \"{}\"}], \"isError\": false}}")))
  @APIResponse(responseCode = "202", description = "A notification was taken")
  public Response message(String body, @Context HttpHeaders headers, @Context UriInfo uri) {
    var refusal = guard.refusal(headers);
    if (refusal.isPresent()) {
      return exchange.error(Response.Status.FORBIDDEN, McpExchange.NOT_ALLOWED, refusal.get());
    }
    return switch (authenticator.authenticate(
        snapshots.current(), headers::getHeaderString, uri.getQueryParameters()::getFirst)) {
      case Answer.Known(var key) -> exchange.answer(body, context(key.principal(), headers, uri));
      case Answer.Refused(var error, var key) ->
          Response.fromResponse(
                  exchange.error(
                      Response.Status.UNAUTHORIZED, McpExchange.UNAUTHENTICATED, error.message()))
              .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
              .build();
    };
  }

  @GET
  @Operation(hidden = true)
  public Response listen() {
    return exchange.notAllowed();
  }

  @DELETE
  @Operation(hidden = true)
  public Response end() {
    return exchange.notAllowed();
  }

  private static McpTransportContext context(
      Principal caller, HttpHeaders headers, UriInfo address) {
    var context = new HashMap<String, Object>(Map.of(PRINCIPAL, caller, REQUEST, address));
    var enabled = headers.getHeaderString("Respan-Enabled-Tools");
    if (enabled != null && !enabled.isBlank()) {
      context.put(
          ENABLED,
          Arrays.stream(enabled.split(",")).map(String::strip).collect(Collectors.toSet()));
    }
    return McpTransportContext.create(context);
  }

  private boolean isVisible(McpTransportContext context, String name) {
    var enabled = context.get(ENABLED);
    return Objects.requireNonNull(tools.get(name)).isFor((Principal) context.get(PRINCIPAL))
        && (!(enabled instanceof Set<?> chosen) || chosen.contains(name));
  }

  private CallToolResult call(McpTransportContext context, CallToolRequest request) {
    var tool = Objects.requireNonNull(tools.get(request.name()));
    if (!isVisible(context, tool.name())) {
      return failed(
          Map.of(
              "detail",
              tool.isFor((Principal) context.get(PRINCIPAL))
                  ? "The header Respan-Enabled-Tools leaves this tool out."
                  : "This API key lacks the right to: " + rights(tool) + "."));
    }
    Map<String, Object> sent = request.arguments() == null ? Map.of() : request.arguments();
    var errors = tool.input().errors(sent);
    if (!errors.isEmpty()) {
      return failed(errors);
    }
    try {
      var arguments = new ToolArguments(tool.input(), sent, (UriInfo) context.get(REQUEST), json);
      return said(tool.asking().ask(arguments), false);
    } catch (WebApplicationException refused) {
      var entity = refused.getResponse().getEntity();
      return failed(entity == null ? Map.of("detail", "Not found.") : entity);
    } catch (ConfigurationUnavailable away) {
      return failed(Map.of("detail", String.valueOf(away.getMessage())));
    }
  }

  private static String rights(PlatformTool tool) {
    return tool.rights().stream()
        .map(right -> right.wire())
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private CallToolResult failed(Object body) {
    return said(body, true);
  }

  private CallToolResult said(Object body, boolean isError) {
    try {
      var text = json.writerWithDefaultPrettyPrinter().writeValueAsString(body);
      return CallToolResult.builder().addTextContent(text).isError(isError).build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what an endpoint answers is JSON", e);
    }
  }
}
