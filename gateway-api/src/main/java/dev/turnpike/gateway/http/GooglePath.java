package dev.turnpike.gateway.http;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.gateway.relay.ModelCalls;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Reads Google's paths {@code …/models/{model}:{operation}}. A model's name may hold slashes and
 * colons, so the operation stands after the last colon.
 */
final class GooglePath implements Handler<RoutingContext> {
  private static final String MODELS = "/models/";

  private final ModelCalls calls;

  GooglePath(ModelCalls calls) {
    this.calls = calls;
  }

  @Override
  public void handle(RoutingContext routing) {
    var path = routing.request().path();
    // Decoded first: some clients escape the colon before the operation.
    var named = decoded(path.substring(path.indexOf(MODELS) + MODELS.length()));
    int colon = named.lastIndexOf(':');
    var operation = named.substring(colon + 1);
    var model = colon < 0 ? "" : named.substring(0, colon);
    switch (operation) {
      case "generateContent" -> calls.serve(routing, Entrance.ofPath(model, false, StreamForm.SSE));
      case "streamGenerateContent" -> {
        boolean events = "sse".equals(routing.request().getParam("alt"));
        calls.serve(
            routing, Entrance.ofPath(model, true, events ? StreamForm.SSE : StreamForm.JSON_ARRAY));
      }
      case "embedContent" ->
          calls.serve(routing, Entrance.embedding(Operation.EMBED_CONTENT, model));
      case "batchEmbedContents" ->
          calls.serve(routing, Entrance.embedding(Operation.BATCH_EMBED_CONTENTS, model));
      case "countTokens" -> calls.serve(routing, Entrance.count(DialectId.GEMINI_GENERATE, model));
      default ->
          calls.refuse(
              routing,
              DialectId.GEMINI_GENERATE,
              new InvalidRequest(
                  "The path must end in `{model}:` and one of generateContent,"
                      + " streamGenerateContent, countTokens, embedContent and"
                      + " batchEmbedContents.",
                  null,
                  "unknown_operation"));
    }
  }

  private static String decoded(String name) {
    try {
      // A plus sign is itself in a path.
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name; // A stray percent sign: then the name is meant as it stands.
    }
  }
}
