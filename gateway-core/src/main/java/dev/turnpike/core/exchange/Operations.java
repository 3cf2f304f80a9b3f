package dev.turnpike.core.exchange;

import dev.turnpike.core.body.BodySplice;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.Refusal;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.OperationFormat;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import dev.turnpike.core.error.GatewayError.Unsupported;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.exchange.entrance.OwnFields;
import dev.turnpike.core.exchange.passage.DocumentPassage;
import dev.turnpike.core.exchange.passage.EmbeddingPassage;
import dev.turnpike.core.exchange.passage.FormedPassage;
import dev.turnpike.core.exchange.passage.OperationPassage;
import java.util.Optional;

/**
 * OpenAI's operations beside conversations: relayed to providers of that form, written anew for
 * those that have a form of their own. Google's embeddings, which reach both.
 */
final class Operations {
  private Operations() {}

  static Optional<GatewayError> relay(Exchange exchange) {
    var spoken = exchange.deployment().provider().paths().keySet();
    var own = own(exchange.ingress().entrance().operation(), spoken.iterator().next());
    if (own.isPresent()) {
      return formed(exchange, own.get());
    }
    if (!speaksOpenAi(exchange)) {
      return notOffered(exchange);
    }
    exchange.passage(
        new OperationPassage(
            exchange.ingress(), exchange.request(), exchange.form(), exchange.deployment()));
    return Optional.empty();
  }

  /** The operation in the provider's own form. */
  private static Optional<OperationFormat> own(Operation operation, DialectId provider) {
    return switch (operation) {
      case EMBEDDINGS -> Dialects.embeddings(provider);
      case RERANK -> Dialects.rerank(provider);
      default -> Optional.empty();
    };
  }

  private static Optional<GatewayError> formed(Exchange exchange, OperationFormat format) {
    var ingress = exchange.ingress();
    var deployment = exchange.deployment();
    var body = new BodySplice(exchange.request().body(), OwnFields.of(ingress.entrance())).bytes();
    var asked = Json.objectOrNull(body);
    if (asked == null) {
      return Optional.of(new InvalidRequest("The body must be a JSON object.", null));
    }
    return switch (format.write(asked, deployment.model().upstreamName())) {
      case Conversion.Refused(var refusal) ->
          Optional.of(
              refusal.kind() == Refusal.Kind.UNSUPPORTED
                  ? new Unsupported(refusal.message(), refusal.param())
                  : new InvalidRequest(refusal.message(), refusal.param()));
      case Conversion.Done(var written, var dropped) -> {
        var provider = deployment.provider().paths().keySet().iterator().next();
        exchange.passage(
            new FormedPassage(ingress, deployment, provider, format, asked, written, dropped));
        yield Optional.empty();
      }
    };
  }

  static Optional<GatewayError> embed(Exchange exchange) {
    var ingress = exchange.ingress();
    var deployment = exchange.deployment();
    if (deployment.provider().paths().containsKey(DialectId.GEMINI_GENERATE)) {
      exchange.passage(EmbeddingPassage.relayed(ingress, exchange.request(), deployment));
      return Optional.empty();
    }
    if (!speaksOpenAi(exchange)) {
      return notOffered(exchange);
    }
    var body = new BodySplice(exchange.request().body(), OwnFields.of(ingress.entrance())).bytes();
    return switch (EmbeddingPassage.form(ingress).read(body)) {
      case Conversion.Refused(var refusal) ->
          Optional.of(
              refusal.kind() == Refusal.Kind.UNSUPPORTED
                  ? new Unsupported(refusal.message(), refusal.param())
                  : new InvalidRequest(refusal.message(), refusal.param()));
      case Conversion.Done(var asked, var dropped) -> {
        exchange.passage(EmbeddingPassage.translated(ingress, asked, dropped, deployment));
        yield Optional.empty();
      }
    };
  }

  /** The provider speaks it, or was not found by this door. */
  static Optional<GatewayError> document(Exchange exchange) {
    exchange.passage(
        new DocumentPassage(
            exchange.ingress(), exchange.request(), exchange.form(), exchange.deployment()));
    return Optional.empty();
  }

  private static boolean speaksOpenAi(Exchange exchange) {
    var spoken = exchange.deployment().provider().paths().keySet();
    return spoken.contains(DialectId.OPENAI_CHAT) || spoken.contains(DialectId.OPENAI_RESPONSES);
  }

  private static Optional<GatewayError> notOffered(Exchange exchange) {
    var spoken = exchange.deployment().provider().paths().keySet();
    return Optional.of(
        new Unsupported(
            "Model `"
                + exchange.request().model()
                + "` is served in the formats "
                + spoken.stream().map(DialectId::wire).toList()
                + " only, which have no such operation.",
            "model"));
  }
}
