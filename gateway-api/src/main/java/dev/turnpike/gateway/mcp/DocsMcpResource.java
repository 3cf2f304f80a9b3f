package dev.turnpike.gateway.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.docs.web.Pages;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The documentation for coding tools: no key, nothing to change. */
@Path("/mcp/docs")
@Singleton
@PermitAll
@Tag(name = "MCP")
public class DocsMcpResource {
  private static final String LIST_TOOLS =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}\
      """;

  private static final String TOOLS =
      """
      {"jsonrpc": "2.0", "id": 1, "result": {"tools": [{"name": "search_docs",
       "inputSchema": {"type": "object"}}]}}\
      """;

  private final McpExchange exchange;
  private final BrowserGuard guard;

  DocsMcpResource(
      DocsTools tools,
      BrowserGuard guard,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.guard = guard;
    exchange = new McpExchange(json);
    McpServer.sync(exchange)
        .serverInfo("turnpike-docs", version)
        .instructions("Search the documentation of the Turnpike LLM gateway, then read the pages.")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .jsonMapper(exchange.json())
        .jsonSchemaValidator(new NoValidation())
        .validateToolInputs(false)
        .immediateExecution(true)
        .toolCall(DocsTools.SEARCH, tools::search)
        .toolCall(DocsTools.GET_PAGE, tools::page)
        .build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "docsMcp",
      summary = "MCP server of the documentation: tools search_docs and get_page, no key")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "tools", value = LIST_TOOLS)))
  @APIResponse(
      responseCode = "200",
      description = "A JSON-RPC answer",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "tools", value = TOOLS)))
  @APIResponse(responseCode = "202", description = "A notification was taken")
  public Response message(String body, @Context HttpHeaders headers, @Context UriInfo uri) {
    var refusal = guard.refusal(headers);
    if (refusal.isPresent()) {
      return exchange.error(Response.Status.FORBIDDEN, McpExchange.NOT_ALLOWED, refusal.get());
    }
    var origin = Pages.origin(uri);
    return exchange.answer(body, McpTransportContext.create(Map.of(DocsTools.ORIGIN, origin)));
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
}
