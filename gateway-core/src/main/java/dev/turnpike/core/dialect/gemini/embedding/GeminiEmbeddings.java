package dev.turnpike.core.dialect.gemini.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.embedding.EmbeddingReply;
import dev.turnpike.core.dialect.canon.embedding.EmbeddingRequest;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.gemini.reply.GeminiUsage;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One text ({@code embedContent}) or several at once ({@code batchEmbedContents}). */
public final class GeminiEmbeddings {
  private final boolean batch;

  /**
   * @param batch whether the body holds {@code requests} and the answer {@code embeddings}
   */
  public GeminiEmbeddings(boolean batch) {
    this.batch = batch;
  }

  public Conversion<EmbeddingRequest> read(byte[] body) {
    return Conversion.of(
        drops -> {
          var root = Json.read(body);
          return batch ? several(root, drops) : one(root, "", drops);
        });
  }

  private static EmbeddingRequest several(JsonNode root, Drops drops) {
    var requests = root.path("requests");
    if (!requests.isArray() || requests.isEmpty()) {
      throw RefusedException.invalid("requests", "`requests` must hold at least one request.");
    }
    var texts = new ArrayList<String>();
    Integer dimensions = null;
    for (int i = 0; i < requests.size(); i++) {
      var path = "requests[" + i + "]";
      var request = one(requests.get(i), path + ".", drops);
      if (i > 0 && !Objects.equals(dimensions, request.dimensions())) {
        throw RefusedException.unsupported(
            path + ".outputDimensionality",
            "The provider's format (OpenAI) takes one `outputDimensionality` for all requests.");
      }
      dimensions = request.dimensions();
      texts.addAll(request.texts());
    }
    return new EmbeddingRequest(texts, dimensions);
  }

  private static EmbeddingRequest one(JsonNode request, String path, Drops drops) {
    var parts = request.path("content").path("parts");
    if (!parts.isArray() || parts.isEmpty()) {
      throw RefusedException.invalid(
          path + "content", "`" + path + "content` must hold `parts` with the text to embed.");
    }
    var text = new StringBuilder();
    for (var part : parts) {
      if (!part.path("text").isTextual()) {
        throw RefusedException.unsupported(
            path + "content.parts",
            "The provider's format (OpenAI embeddings) takes texts only, no other parts.");
      }
      text.append(text.isEmpty() ? "" : "\n").append(part.path("text").textValue());
    }
    for (var lost : new String[] {"taskType", "title", "autoTruncate"}) {
      drops.addIf(member(request, lost) != null, lost);
    }
    var config = member(request, "embedContentConfig");
    var told = member(config == null ? request : config, "outputDimensionality");
    if (told != null && !told.canConvertToInt()) {
      throw RefusedException.invalid(
          path + "outputDimensionality", "`outputDimensionality` must be a whole number.");
    }
    return new EmbeddingRequest(List.of(text.toString()), told == null ? null : told.intValue());
  }

  /** By its name or, as Google takes it too, that name in snake case. */
  private static @Nullable JsonNode member(JsonNode node, String name) {
    var value = node.get(name);
    var found =
        value != null
            ? value
            : node.get(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    return found == null || found.isNull() ? null : found;
  }

  /** The answer; vectors stand in it digit for digit. */
  public byte[] write(EmbeddingReply reply) {
    var json = new StringBuilder(batch ? "{\"embeddings\":[" : "{\"embedding\":");
    for (int i = 0; i < reply.vectors().size(); i++) {
      json.append(i == 0 ? "" : ",").append("{\"values\":").append(reply.vectors().get(i));
      json.append('}');
    }
    json.append(batch ? "]" : "");
    if (reply.promptTokens() != null) {
      json.append(",\"usageMetadata\":{\"promptTokenCount\":").append(reply.promptTokens());
      json.append('}');
    }
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The body for a provider of this dialect, which wants its own name wherever one stands. */
  public byte[] named(byte[] body, String model) {
    if (!(Json.objectOrNull(body) instanceof ObjectNode root)) {
      return body;
    }
    var name = model.startsWith("models/") ? model : "models/" + model;
    boolean changed = rename(root, name);
    for (var request : root.path("requests")) {
      changed |= rename(request, name);
    }
    return changed ? Json.writeBytes(root) : body;
  }

  private static boolean rename(JsonNode node, String name) {
    if (node instanceof ObjectNode object
        && object.has("model")
        && !Json.text(object, "model").equals(name)) {
      object.put("model", name);
      return true;
    }
    return false;
  }

  /** Usage of a provider's answer; absent where it tells none, as most models do. */
  public static @Nullable Usage usage(JsonNode reply) {
    return GeminiUsage.read(reply.get("usageMetadata"));
  }
}
