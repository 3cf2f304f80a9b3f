package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.OperationFormat;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.usage.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Embeddings. The vendor asks what they are for, which OpenAI's form has no member for: {@code
 * input_type} passes from the caller and is {@code search_document} otherwise.
 *
 * @see <a href="https://docs.cohere.com/reference/embed">Embed</a> (read 2026-11-22)
 */
public final class CohereEmbed implements OperationFormat {
  @Override
  public String segment() {
    return "/embed";
  }

  @Override
  public Conversion<ObjectNode> write(ObjectNode asked, String model) {
    return Conversion.of(
        drops -> {
          var fields = Fields.of(asked, "");
          fields.take("model");
          fields.take("encoding_format");
          var body = Json.object().put("model", model);
          var texts = body.putArray("texts");
          inputs(fields).forEach(texts::add);
          body.put("input_type", fields.text("input_type", "search_document"));
          body.putArray("embedding_types").add("float");
          Members.of(body)
              .put("output_dimension", fields.integer("dimensions"))
              .put("truncate", fields.text("truncate"));
          fields.rest().fieldNames().forEachRemaining(drops::add);
          return body;
        });
  }

  /** Texts; OpenAI's form also knows tokens, which mean nothing to another vendor. */
  private static Iterable<String> inputs(Fields fields) {
    if (!fields.has("input")) {
      throw fields.missing("input");
    }
    if (fields.node().path("input").path(0).isNumber()
        || fields.node().path("input").path(0).isArray()) {
      throw RefusedException.unsupported(
          "input", "The provider's format (Cohere embed) takes texts, not tokens.");
    }
    return fields.texts("input");
  }

  @Override
  public Conversion<Answer> read(byte[] body, ObjectNode asked) {
    return Conversion.ofReply(drops -> read(Json.read(body), asked, drops));
  }

  private static Answer read(JsonNode body, ObjectNode asked, Drops drops) {
    var vectors = body.path("embeddings");
    if (vectors.has("float")) {
      vectors = vectors.path("float");
    }
    if (!(vectors instanceof ArrayNode list)) {
      throw RefusedException.invalid(
          "embeddings", "The provider's answer holds no embeddings of type float.");
    }
    boolean base64 = Json.text(asked, "encoding_format").equals("base64");
    var answer = Json.object().put("object", "list");
    var data = answer.putArray("data");
    for (var vector : list) {
      var node = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      node.set("embedding", base64 ? node.textNode(packed(vector)) : vector);
    }
    var billed = Json.count(body.path("meta").path("billed_units"), "input_tokens");
    answer.put("model", Json.text(asked, "model"));
    answer.putObject("usage").put("prompt_tokens", billed).put("total_tokens", billed);
    return new Answer(Json.writeBytes(answer), Usage.ofText(billed, 0));
  }

  /** As OpenAI packs them: 32-bit floats, little endian. Its SDK for Python asks for it unasked. */
  private static String packed(JsonNode vector) {
    var bytes = ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(number -> bytes.putFloat((float) number.asDouble()));
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
