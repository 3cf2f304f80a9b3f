package dev.turnpike.gateway.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One message in, one out: streamable HTTP without sessions. Answers are JSON, never a stream,
 * since no tool here reports progress. Thread-safe; {@link #answer} blocks for as long as the tool
 * works.
 *
 * @see <a
 *     href="https://modelcontextprotocol.io/specification/2025-06-18/basic/transports">Transports</a>
 */
@RegisterForReflection(targets = McpSchema.class)
final class McpExchange implements McpStatelessServerTransport {
  static final int NOT_ALLOWED = -32000;
  static final int UNAUTHENTICATED = -32001;
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int INTERNAL_ERROR = -32603;

  private final McpJsonMapper json;
  private @Nullable McpStatelessServerHandler handler;

  McpExchange(ObjectMapper json) {
    this.json = new JacksonMcpJsonMapper(json);
  }

  McpJsonMapper json() {
    return json;
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    this.handler = handler;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  /** Answers one JSON-RPC message; a notification and a client's own answer get 202 and no body. */
  Response answer(String body, McpTransportContext context) {
    McpSchema.JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(json, body);
    } catch (IOException e) {
      return error(Response.Status.BAD_REQUEST, PARSE_ERROR, "The body is not JSON");
    } catch (IllegalArgumentException e) {
      return error(
          Response.Status.BAD_REQUEST, INVALID_REQUEST, "The body is no JSON-RPC 2.0 message");
    }
    return switch (message) {
      case McpSchema.JSONRPCRequest request -> answer(request, context);
      case McpSchema.JSONRPCNotification notification -> {
        handler().handleNotification(context, notification).block();
        yield Response.accepted().build();
      }
      default -> Response.accepted().build();
    };
  }

  private Response answer(McpSchema.JSONRPCRequest request, McpTransportContext context) {
    try {
      var answer = handler().handleRequest(context, request).block();
      return Response.ok(json.writeValueAsString(answer), MediaType.APPLICATION_JSON).build();
    } catch (IOException | RuntimeException e) {
      org.jboss.logging.Logger.getLogger(McpExchange.class).error("an MCP request failed", e);
      return error(
          Response.Status.INTERNAL_SERVER_ERROR, INTERNAL_ERROR, "The gateway failed to answer");
    }
  }

  private McpStatelessServerHandler handler() {
    if (handler == null) {
      throw new IllegalStateException("no MCP server is attached");
    }
    return handler;
  }

  /** An error outside of any request, so without an id. */
  Response error(Response.Status status, int code, String message) {
    var body = new java.util.LinkedHashMap<String, @Nullable Object>();
    body.put("jsonrpc", "2.0");
    body.put("id", null);
    body.put("error", Map.of("code", code, "message", message));
    try {
      return Response.status(status)
          .entity(json.writeValueAsString(body))
          .type(MediaType.APPLICATION_JSON)
          .build();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** There are no sessions to listen to or to end. */
  Response notAllowed() {
    return Response.fromResponse(
            error(
                Response.Status.METHOD_NOT_ALLOWED,
                NOT_ALLOWED,
                "This server keeps no sessions: send each message with POST"))
        .header("Allow", "POST")
        .build();
  }
}
