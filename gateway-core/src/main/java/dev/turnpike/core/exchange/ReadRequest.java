package dev.turnpike.core.exchange;

import dev.turnpike.core.body.BodyScan;
import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.body.GatewayParams;
import dev.turnpike.core.body.ScannedBody;
import dev.turnpike.core.body.form.FormScan;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.exchange.entrance.OwnFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the gateway must know of the body, and the gateway parameters from all their carriers.
 */
final class ReadRequest implements Stage {
  private static final byte[] NO_MEMBERS = {'{', '}'};

  @Override
  public Optional<GatewayError> apply(Exchange exchange) {
    return switch (scan(exchange)) {
      case BodyScan.Result.Refused(var error) -> Optional.of(error);
      case BodyScan.Result.Scanned(var body) -> {
        var ingress = exchange.ingress();
        exchange.params(
            GatewayParams.read(body, carrier(ingress), OwnFields.of(ingress.entrance())));
        yield switch (read(ingress.entrance(), body)) {
          case ChatRequest.Result.Refused(var error) -> Optional.of(error);
          case ChatRequest.Result.Read(var request) -> {
            var model = exchange.params().model();
            exchange.request(model == null ? request : request.asking(model));
            yield exchange.params().problem();
          }
        };
      }
    };
  }

  /** A form is read as what it says in JSON; a refusal is the form's own. */
  private static BodyScan.Result scan(Exchange exchange) {
    var ingress = exchange.ingress();
    var operation = ingress.entrance().operation();
    if (exchange.body().length == 0 && operation.mayBeBare()) {
      return BodyScan.scan(NO_MEMBERS);
    }
    var type = ingress.header().apply("content-type");
    if (type == null || !FormScan.isForm(type) || !operation.takesForms()) {
      return BodyScan.scan(exchange.body());
    }
    return switch (FormScan.scan(exchange.body(), type)) {
      case FormScan.Result.Refused(var error) -> new BodyScan.Result.Refused(error);
      case FormScan.Result.Scanned(var form) -> {
        exchange.form(form);
        yield BodyScan.scan(form.described());
      }
    };
  }

  private static ChatRequest.Result read(Entrance entrance, ScannedBody body) {
    boolean chat =
        entrance.dialect() == DialectId.OPENAI_CHAT && entrance.operation() == Operation.CONVERSE;
    return chat
        ? ChatRequest.read(body)
        : ChatRequest.readOther(body, entrance.model(), entrance.stream());
  }

  private static @Nullable String carrier(Ingress ingress) {
    var header = ingress.header().apply("x-data-respan-params");
    return header != null ? header : ingress.header().apply("x-data-keywordsai-params");
  }
}
