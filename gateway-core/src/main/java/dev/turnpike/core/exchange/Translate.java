package dev.turnpike.core.exchange;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.Unsupported;
import java.util.Optional;

/** Turns the request into the provider's: relayed when the provider speaks the caller's dialect. */
final class Translate implements Stage {
  @Override
  public Optional<GatewayError> apply(Exchange exchange) {
    var deployment = exchange.deployment();
    var spoken = deployment.provider().paths().keySet();
    if (!spoken.contains(DialectId.OPENAI_CHAT)) {
      return Optional.of(
          new Unsupported(
              "Model `"
                  + exchange.request().model()
                  + "` is served in the formats "
                  + spoken.stream().map(DialectId::wire).toList()
                  + " only, which this endpoint does not translate to.",
              "model"));
    }
    exchange.passage(new RelayPassage(exchange.request(), deployment, exchange.ingress().header()));
    return Optional.empty();
  }
}
