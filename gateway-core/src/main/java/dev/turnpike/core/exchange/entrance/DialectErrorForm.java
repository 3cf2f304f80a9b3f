package dev.turnpike.core.exchange.entrance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** An error as a dialect's own room writes it. */
final class DialectErrorForm implements ErrorForm {
  private final Dialect dialect;

  DialectErrorForm(DialectId dialect) {
    this.dialect = Dialects.of(dialect);
  }

  @Override
  public byte[] body(GatewayError error) {
    return dialect.writeError(
        new WireError(error.status(), error.type(), error.code(), error.param(), error.message()));
  }

  @Override
  public byte[] event(GatewayError error) {
    var body = new String(body(error), StandardCharsets.UTF_8);
    var event =
        switch (dialect.id()) {
          case ANTHROPIC_MESSAGES -> "event: error\ndata: " + body + "\n\n";
          case GEMINI_GENERATE -> "data: " + body + "\r\n\r\n";
          case OPENAI_CHAT -> "data: " + body + "\n\n";
          case OPENAI_RESPONSES -> "event: error\ndata: " + responses(error, body) + "\n\n";
          case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
              throw dialect.id().notOfCallers();
        };
    return event.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The event of the Responses format with the error object besides, for it is that on which
   * OpenAI's SDKs raise.
   */
  private static String responses(GatewayError error, String body) {
    var root = (ObjectNode) Objects.requireNonNull(Json.readOrNull(body));
    root.remove("detail");
    root.put("type", "error");
    root.put("code", error.code());
    root.put("message", error.message());
    root.put("param", error.param());
    root.put("sequence_number", 0);
    return Json.write(root);
  }
}
