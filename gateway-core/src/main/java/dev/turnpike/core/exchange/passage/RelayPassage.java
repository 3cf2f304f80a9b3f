package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.openai.chat.stream.ChatFrameReader;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.call.RelayBody;
import dev.turnpike.core.exchange.call.Spoken;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.stream.ChatRelay;
import dev.turnpike.core.stream.DialectRelay;
import dev.turnpike.core.stream.EventFacts;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.List;
import java.util.Map;

/**
 * The same dialect on both sides: the provider gets the caller's bytes with another model name and
 * without the gateway's own fields, the caller gets the provider's bytes.
 */
public final class RelayPassage implements Passage {
  private final Ingress ingress;
  private final DialectId dialect;
  private final ChatRequest request;
  private final UpstreamCall call;

  public RelayPassage(Ingress ingress, ChatRequest request, Deployment deployment) {
    this.ingress = ingress;
    this.dialect = ingress.dialect();
    this.request = request;
    this.call =
        new UpstreamCall(
            deployment.provider(),
            target(deployment),
            CallHeaders.of(deployment, dialect, request.stream(), ingress),
            RelayBody.of(ingress.entrance(), request, deployment),
            request.stream());
  }

  private String target(Deployment deployment) {
    boolean sse = dialect == DialectId.GEMINI_GENERATE && request.stream();
    return ProviderAddress.of(
        deployment.provider(),
        dialect,
        Map.of(
            "model",
            deployment.model().upstreamName(),
            "operation",
            Spoken.operation(dialect, request.stream())),
        sse ? Map.of("alt", "sse") : Map.of());
  }

  @Override
  public UpstreamCall call() {
    return call;
  }

  @Override
  public DialectId providerDialect() {
    return dialect;
  }

  @Override
  public ReplyStream stream() {
    if (dialect == DialectId.OPENAI_CHAT) {
      return new ChatRelay(!request.wantsUsage());
    }
    return new DialectRelay(dialect, ingress.entrance().form(), ingress.errors());
  }

  @Override
  public WholeReply whole(byte[] body, String mediaType) {
    if (dialect == DialectId.OPENAI_CHAT) {
      return wholeChat(body);
    }
    return switch (Dialects.of(dialect).readReply(body, context())) {
      case Conversion.Done(var reply, var dropped) ->
          new WholeReply.Good(body, EventFacts.of(reply));
      case Conversion.Refused(var refusal) -> new WholeReply.Bad(refusal.message());
    };
  }

  private static WholeReply wholeChat(byte[] body) {
    var facts = new StreamFacts();
    return switch (new ChatFrameReader(facts).read(body, 0, body.length)) {
      case ORDINARY, USAGE_ONLY -> new WholeReply.Good(body, facts);
      case ERROR ->
          new WholeReply.Bad("It reported an error under a success status: " + facts.failure());
      case GARBAGE -> new WholeReply.Bad("Its answer is not a JSON object.");
    };
  }

  @Override
  public List<String> dropped() {
    return List.of();
  }

  @Override
  public boolean relaysErrors() {
    return ingress.entrance().provider() != null;
  }

  /** The decoder only watches: of the request it needs no more than its name. */
  private ReplyContext context() {
    return new ReplyContext(
        ingress.logId(),
        ingress.arrival().getEpochSecond(),
        CanonicalRequest.named(request.model(), request.stream()));
  }
}
