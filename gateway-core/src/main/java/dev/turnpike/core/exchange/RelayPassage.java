package dev.turnpike.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.body.BodySplice;
import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.body.GatewayFields;
import dev.turnpike.core.body.JsonText;
import dev.turnpike.core.body.Member;
import dev.turnpike.core.body.ScannedBody;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.stream.ChatFrameReader;
import dev.turnpike.core.stream.ChatRelay;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import dev.turnpike.core.upstream.call.UpstreamHeaders;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI chat in, OpenAI chat out: the provider gets the caller's bytes with another model name and
 * without the gateway's own fields, the caller gets the provider's bytes.
 */
final class RelayPassage implements Passage {
  private static final DialectId DIALECT = DialectId.OPENAI_CHAT;

  private final ChatRequest request;
  private final UpstreamCall call;

  RelayPassage(
      ChatRequest request, Deployment deployment, Function<String, @Nullable String> header) {
    this.request = request;
    var provider = deployment.provider();
    var path = provider.paths().getOrDefault(DIALECT, DIALECT.defaultPath());
    this.call =
        new UpstreamCall(
            provider,
            target(provider.baseUrl().getRawPath(), path),
            UpstreamHeaders.of(deployment, DIALECT, request.stream(), header),
            body(request, deployment),
            request.stream());
  }

  @Override
  public UpstreamCall call() {
    return call;
  }

  @Override
  public String providerDialect() {
    return DIALECT.wire();
  }

  @Override
  public ReplyStream stream() {
    return new ChatRelay(!request.wantsUsage());
  }

  @Override
  public WholeReply whole(byte[] body) {
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

  private static String target(@Nullable String basePath, String path) {
    var base = basePath == null ? "" : basePath;
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }

  private static byte[] body(ChatRequest request, Deployment deployment) {
    var body = request.body();
    var splice = new BodySplice(body, GatewayFields.OWN);
    var upstreamName = deployment.model().upstreamName();
    if (!upstreamName.equals(request.model())) {
      splice.set("model", JsonText.quoted(upstreamName));
    }
    if (request.stream() && !request.wantsUsage()) {
      splice.set("stream_options", streamOptions(body));
    }
    deployment
        .provider()
        .defaults()
        .forEach(
            (name, value) -> {
              if (!body.has(name) && !saidOtherwise(body, name)) {
                splice.set(name, value.toString());
              }
            });
    return splice.bytes();
  }

  /**
   * The two spellings of the same bound: a default in one must not meet the caller's in the other.
   */
  private static boolean saidOtherwise(ScannedBody body, String name) {
    return switch (name) {
      case "max_tokens" -> body.has("max_completion_tokens");
      case "max_completion_tokens" -> body.has("max_tokens");
      default -> false;
    };
  }

  private static String streamOptions(ScannedBody body) {
    var given = body.find("stream_options");
    JsonNode options =
        given == null || given.kind() != Member.Kind.OBJECT
            ? JsonNodeFactory.instance.objectNode()
            : body.value(given);
    return ((ObjectNode) options).put("include_usage", true).toString();
  }
}
