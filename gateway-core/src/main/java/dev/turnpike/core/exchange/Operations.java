package dev.turnpike.core.exchange;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.Unsupported;
import dev.turnpike.core.exchange.passage.OperationPassage;
import java.util.Optional;

/** OpenAI's operations beside conversations, which are relayed to providers of that form only. */
final class Operations {
  private Operations() {}

  static Optional<GatewayError> relay(Exchange exchange) {
    var spoken = exchange.deployment().provider().paths().keySet();
    if (!spoken.contains(DialectId.OPENAI_CHAT) && !spoken.contains(DialectId.OPENAI_RESPONSES)) {
      return Optional.of(
          new Unsupported(
              "Model `"
                  + exchange.request().model()
                  + "` is served in the formats "
                  + spoken.stream().map(DialectId::wire).toList()
                  + " only, which have no such operation.",
              "model"));
    }
    exchange.passage(
        new OperationPassage(exchange.ingress(), exchange.request(), exchange.deployment()));
    return Optional.empty();
  }
}
