package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.body.form.FormBody;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.openai.chat.stream.ChatFrameReader;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.call.RelayBody;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.exchange.entrance.OwnFields;
import dev.turnpike.core.stream.ChatRelay;
import dev.turnpike.core.stream.OperationRelay;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of OpenAI's other operations: bytes both ways, whatever they are. */
public final class OperationPassage implements Passage {
  private static final String JSON = "application/json";

  private final Operation operation;
  private final ChatRequest request;
  private final UpstreamCall call;

  /**
   * @param form the request's parts where it came as a form
   */
  public OperationPassage(
      Ingress ingress, ChatRequest request, @Nullable FormBody form, Deployment deployment) {
    this.operation = ingress.entrance().operation();
    this.request = request;
    // Speech is heard while it is made: its sound passes on as it comes.
    boolean streamed = request.stream() || operation == Operation.SPEECH;
    this.call =
        new UpstreamCall(
            deployment.provider(),
            ProviderAddress.of(deployment, operation),
            headers(ingress, form, deployment),
            form == null
                ? RelayBody.plain(ingress.entrance(), request, deployment)
                : form.bytes(
                    OwnFields.of(ingress.entrance()), "model", deployment.model().upstreamName()),
            streamed);
  }

  private List<Map.Entry<String, String>> headers(
      Ingress ingress, @Nullable FormBody form, Deployment deployment) {
    var headers =
        new ArrayList<>(
            CallHeaders.of(deployment, DialectId.OPENAI_CHAT, request.stream(), ingress));
    // What it answers may be sound, subtitles or JSON: nothing is asked for by name.
    headers.removeIf(h -> h.getKey().equals("accept") && !request.stream());
    var type = ingress.header().apply("content-type");
    if (form != null && type != null) {
      headers.replaceAll(
          h -> h.getKey().equals("content-type") ? Map.entry("content-type", type) : h);
    }
    return headers;
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
    return operation == Operation.COMPLETIONS
        ? new ChatRelay(!request.wantsUsage())
        : new OperationRelay();
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
