package dev.turnpike.core.exchange;

import dev.turnpike.core.body.BodySplice;
import dev.turnpike.core.dialect.canon.reply.Refusal;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import dev.turnpike.core.error.GatewayError.Unsupported;
import dev.turnpike.core.exchange.call.Defaults;
import dev.turnpike.core.exchange.call.Spoken;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.OwnFields;
import dev.turnpike.core.exchange.passage.CountPassage;
import dev.turnpike.core.exchange.passage.RecentItems;
import dev.turnpike.core.exchange.passage.RelayPassage;
import dev.turnpike.core.exchange.passage.TranslatedPassage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the request into the provider's: relayed when the provider speaks the caller's dialect. */
final class Translate implements Stage {
  private final RecentItems items;

  Translate(RecentItems items) {
    this.items = items;
  }

  @Override
  public Optional<GatewayError> apply(Exchange exchange) {
    var ingress = exchange.ingress();
    var spoken = Spoken.by(exchange.deployment());
    return switch (ingress.entrance().operation()) {
      case CONVERSE -> spoken.contains(ingress.dialect()) ? relay(exchange) : translate(exchange);
      case COUNT_TOKENS -> count(exchange);
      case EMBED_CONTENT, BATCH_EMBED_CONTENTS -> Operations.embed(exchange);
      case DOCUMENT_UPLOAD, DOCUMENT_PARSE, DOCUMENT_PARSE_ASYNC, DOCUMENT_JOB, DOCUMENT_CANCEL ->
          Operations.document(exchange);
      default -> Operations.relay(exchange);
    };
  }

  private static Optional<GatewayError> relay(Exchange exchange) {
    exchange.passage(
        new RelayPassage(exchange.ingress(), exchange.request(), exchange.deployment()));
    return Optional.empty();
  }

  private Optional<GatewayError> translate(Exchange exchange) {
    var ingress = exchange.ingress();
    var deployment = exchange.deployment();
    var caller = Dialects.of(ingress.dialect());
    var provider = Spoken.by(deployment).getFirst();
    return switch (read(caller, exchange)) {
      case Conversion.Refused(var refusal) -> Optional.of(error(refusal, refusal.param()));
      case Conversion.Done(var asked, var unread) -> {
        var target =
            new Target(
                deployment.model().upstreamName(),
                asked.stream(),
                deployment.provider().profile().quirks());
        var wanted = Defaults.applied(asked, deployment.provider().defaults());
        yield switch (Dialects.ofProvider(provider).writeRequest(wanted, target)) {
          case Conversion.Refused(var refusal) ->
              Optional.of(error(refusal, caller.fieldName(refusal.param())));
          case Conversion.Done(var written, var unsaid) -> {
            exchange.passage(
                new TranslatedPassage(
                    ingress,
                    deployment,
                    provider,
                    written,
                    context(ingress, asked),
                    names(caller, unread, unsaid)));
            yield Optional.empty();
          }
        };
      }
    };
  }

  private Conversion<ChatRequest> read(Dialect caller, Exchange exchange) {
    var ingress = exchange.ingress();
    var request = exchange.request();
    var body = new BodySplice(request.body(), OwnFields.of(ingress.entrance())).bytes();
    var entrance = ingress.entrance();
    return caller.readRequest(
        body, new CallHead(entrance.model(), entrance.stream(), items.of(ingress.key().id())));
  }

  private ReplyContext context(Ingress ingress, ChatRequest asked) {
    return new ReplyContext(
        ingress.logId(), ingress.arrival().getEpochSecond(), asked, items.of(ingress.key().id()));
  }

  /** A prompt is counted by the provider where that is offered, else by a rule of thumb. */
  private Optional<GatewayError> count(Exchange exchange) {
    var dialect = exchange.ingress().dialect();
    boolean offered = Spoken.counts(exchange.deployment(), dialect);
    return switch (read(Dialects.of(dialect), exchange)) {
      case Conversion.Refused(var refusal) when offered -> {
        // What we do not understand, the provider may.
        exchange.passage(
            CountPassage.of(exchange.ingress(), exchange.request(), exchange.deployment(), null));
        yield Optional.empty();
      }
      case Conversion.Refused(var refusal) -> Optional.of(error(refusal, refusal.param()));
      case Conversion.Done(var asked, var unread) -> {
        var estimate = CountPassage.estimate(dialect, asked);
        if (offered) {
          exchange.passage(
              CountPassage.of(
                  exchange.ingress(), exchange.request(), exchange.deployment(), estimate));
        } else {
          exchange.answer(estimate);
        }
        yield Optional.empty();
      }
    };
  }

  private static List<String> names(Dialect caller, List<String> unread, List<String> unsaid) {
    var names = new ArrayList<>(unread);
    for (var canonical : unsaid) {
      names.add(caller.fieldName(canonical));
    }
    return names;
  }

  private static GatewayError error(Refusal refusal, String param) {
    var field = param.isEmpty() ? null : param;
    return switch (refusal.kind()) {
      case UNSUPPORTED -> new Unsupported(refusal.message(), field);
      case INVALID, UPSTREAM -> new InvalidRequest(refusal.message(), field);
    };
  }
}
