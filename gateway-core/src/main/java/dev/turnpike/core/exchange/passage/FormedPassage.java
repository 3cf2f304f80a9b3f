package dev.turnpike.core.exchange.passage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.OperationFormat;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An operation of OpenAI's form at a provider that serves it in a form of its own. */
public final class FormedPassage implements Passage {
  private final DialectId provider;
  private final OperationFormat format;
  private final ObjectNode asked;
  private final UpstreamCall call;
  private final Set<String> dropped;

  /**
   * @param provider what the provider speaks; the operation stands beside its chat
   * @param asked the caller's body
   * @param written the same in the provider's form
   * @param dropped names of the caller's fields that are not in it
   */
  public FormedPassage(
      Ingress ingress,
      Deployment deployment,
      DialectId provider,
      OperationFormat format,
      ObjectNode asked,
      ObjectNode written,
      List<String> dropped) {
    this.provider = provider;
    this.format = format;
    this.asked = asked;
    this.dropped = new LinkedHashSet<>(dropped);
    this.call =
        new UpstreamCall(
            deployment.provider(),
            ProviderAddress.beside(deployment.provider(), provider, format.segment()),
            CallHeaders.of(deployment, provider, false, ingress),
            Json.writeBytes(written),
            false);
  }

  @Override
  public UpstreamCall call() {
    return call;
  }

  @Override
  public DialectId providerDialect() {
    return provider;
  }

  @Override
  public ReplyStream stream() {
    throw new IllegalStateException("this operation is never streamed");
  }

  @Override
  public WholeReply whole(byte[] body, String mediaType) {
    return switch (format.read(body, asked)) {
      case Conversion.Refused(var refusal) -> new WholeReply.Bad(refusal.message());
      case Conversion.Done(var answer, var unread) -> {
        dropped.addAll(unread);
        var facts = new StreamFacts();
        if (answer.usage() != null) {
          facts.usage(answer.usage());
        }
        facts.finished();
        yield new WholeReply.Good(answer.body(), facts);
      }
    };
  }

  @Override
  public List<String> dropped() {
    return List.copyOf(dropped);
  }
}
