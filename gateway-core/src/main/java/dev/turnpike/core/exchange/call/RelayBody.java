package dev.turnpike.core.exchange.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.body.BodySplice;
import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.body.JsonText;
import dev.turnpike.core.body.Member;
import dev.turnpike.core.body.ScannedBody;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.exchange.entrance.OwnFields;
import java.util.Map;

/**
 * The caller's bytes for a provider of the same dialect: another model name, the provider's default
 * parameters where the caller said nothing, none of the gateway's own fields.
 */
public final class RelayBody {
  private static final String GENERATION = "generationConfig";

  /**
   * The one version Vertex AI knows.
   *
   * @see <a
   *     href="https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude">
   *     Request predictions with Claude models</a> (read 2026-11-22)
   */
  private static final String VERTEX_VERSION = "vertex-2023-10-16";

  private final DialectId dialect;
  private final ChatRequest request;
  private final Deployment deployment;
  private final BodySplice splice;

  private RelayBody(Entrance entrance, ChatRequest request, Deployment deployment) {
    this.dialect = entrance.dialect();
    this.request = request;
    this.deployment = deployment;
    this.splice = new BodySplice(request.body(), OwnFields.of(entrance));
  }

  public static byte[] of(Entrance entrance, ChatRequest request, Deployment deployment) {
    var body = new RelayBody(entrance, request, deployment);
    body.write(entrance);
    return body.splice.bytes();
  }

  /** The same without defaults: for operations beside conversations. */
  public static byte[] plain(Entrance entrance, ChatRequest request, Deployment deployment) {
    var body = new RelayBody(entrance, request, deployment);
    body.model(entrance);
    if (entrance.operation() == Operation.COMPLETIONS) {
      body.streamOptions();
    }
    return body.splice.bytes();
  }

  private void model(Entrance entrance) {
    var upstreamName = deployment.model().upstreamName();
    if (entrance.model() == null && !upstreamName.equals(request.model())) {
      splice.set("model", JsonText.quoted(upstreamName));
    }
  }

  private void write(Entrance entrance) {
    model(entrance);
    var body = request.body();
    switch (dialect) {
      case OPENAI_CHAT -> {
        streamOptions();
        defaults();
      }
      case OPENAI_RESPONSES -> defaults();
      case ANTHROPIC_MESSAGES -> {
        user(body);
        if (hasQuirk(Quirk.CLAUDE_BY_RAW_PREDICT)) {
          splice.leaveOut("model");
          splice.set("anthropic_version", JsonText.quoted(VERTEX_VERSION));
        }
        defaults();
      }
      case GEMINI_GENERATE -> generation(body);
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
          throw dialect.notOfCallers();
    }
    if (entrance.provider() != null) {
      extraBody(body);
    }
  }

  private boolean hasQuirk(Quirk quirk) {
    return deployment.provider().profile().quirks().contains(quirk);
  }

  /** Usage is always asked for; whether the caller is told it, see the relay. */
  private void streamOptions() {
    if (hasQuirk(Quirk.NO_STREAM_OPTIONS)) {
      splice.leaveOut("stream_options");
    } else if (request.stream() && !request.wantsUsage()) {
      splice.set("stream_options", streamOptions(request.body()));
    }
  }

  private void defaults() {
    deployment
        .provider()
        .defaults()
        .forEach(
            (name, value) -> {
              var there = Defaults.topLevel(name, dialect, request.body()::has);
              if (there != null) {
                splice.set(there, value.toString());
              }
            });
  }

  /** Of Anthropic's {@code metadata} only the user is the vendor's; all else is the gateway's. */
  private void user(ScannedBody body) {
    var metadata = body.find("metadata");
    if (metadata != null && body.value(metadata).get("user_id") instanceof JsonNode user) {
      var node = JsonNodeFactory.instance.objectNode();
      node.set("user_id", user);
      splice.set("metadata", node.toString());
    }
  }

  /** Google's parameters stand in an object of their own. */
  private void generation(ScannedBody body) {
    Map<String, JsonNode> defaults = deployment.provider().defaults();
    if (defaults.isEmpty()) {
      return;
    }
    var member = body.find(GENERATION);
    var node =
        member != null && body.value(member) instanceof ObjectNode given
            ? given
            : JsonNodeFactory.instance.objectNode();
    boolean changed = false;
    for (var entry : defaults.entrySet()) {
      var name = Defaults.inGeneration(entry.getKey());
      if (name != null && !node.has(name)) {
        node.set(name, entry.getValue());
        changed = true;
      }
    }
    if (changed) {
      splice.set(GENERATION, node.toString());
    }
  }

  /** OpenAI's SDK for Python merges {@code extra_body} itself; others send the object as it is. */
  private void extraBody(ScannedBody body) {
    var extra = body.find("extra_body");
    if (extra != null && extra.kind() == Member.Kind.OBJECT) {
      splice.leaveOut("extra_body");
      body.value(extra).properties().forEach(m -> splice.set(m.getKey(), m.getValue().toString()));
    }
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
