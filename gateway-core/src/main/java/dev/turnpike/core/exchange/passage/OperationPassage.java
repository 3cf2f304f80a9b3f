package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.call.RelayBody;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.stream.ChatFrameReader;
import dev.turnpike.core.stream.ChatRelay;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.List;

/** One of OpenAI's other operations: bytes both ways, whatever they are. */
public final class OperationPassage implements Passage {
  private static final String JSON = "application/json";

  private final ChatRequest request;
  private final UpstreamCall call;

  public OperationPassage(Ingress ingress, ChatRequest request, Deployment deployment) {
    this.request = request;
    this.call =
        new UpstreamCall(
            deployment.provider(),
            ProviderAddress.of(deployment, ingress.entrance().operation()),
            CallHeaders.of(deployment, DialectId.OPENAI_CHAT, request.stream(), ingress).stream()
                .filter(h -> request.stream() || !h.getKey().equals("accept"))
                .toList(),
            RelayBody.plain(ingress.entrance(), request, deployment),
            request.stream());
  }

  @Override
  public UpstreamCall call() {
    return call;
  }

  @Override
  public DialectId providerDialect() {
    return DialectId.OPENAI_CHAT;
  }

  @Override
  public ReplyStream stream() {
    return new ChatRelay(false);
  }

  @Override
  public WholeReply whole(byte[] body, String mediaType) {
    var facts = new StreamFacts();
    if (!mediaType.isEmpty() && !mediaType.equals(JSON)) {
      return new WholeReply.Good(body, facts, mediaType);
    }
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
}
