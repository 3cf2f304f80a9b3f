package dev.turnpike.core.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnpike.core.dialect.canon.embedding.EmbeddingReply;
import dev.turnpike.core.dialect.canon.embedding.EmbeddingRequest;
import dev.turnpike.core.dialect.canon.reply.Refusal;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings as a provider of OpenAI's form is asked for them and answers.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">Embeddings API
 *     reference</a>
 */
public final class OpenAiEmbeddings {
  private final byte[] bytes;
  private final Map<Integer, String> vectors = new TreeMap<>();
  private @Nullable Long tokens;

  private OpenAiEmbeddings(byte[] bytes) {
    this.bytes = bytes;
  }

  public static byte[] write(EmbeddingRequest request, String model) {
    var body = Json.object().put("model", model);
    var input = body.putArray("input");
    request.texts().forEach(input::add);
    body.put("encoding_format", "float");
    Members.of(body).put("dimensions", request.dimensions());
    return Json.writeBytes(body);
  }

  /**
   * Reads an answer; numbers are not parsed, so that each digit stays.
   *
   * @param wanted how many texts were sent
   */
  public static Conversion<EmbeddingReply> read(byte[] body, int wanted) {
    var reply = new OpenAiEmbeddings(body);
    try (var json = Json.parser(body, 0, body.length)) {
      reply.members(json);
    } catch (IOException | IllegalArgumentException e) {
      return bad("Its answer is not a list of embeddings.");
    }
    return reply.vectors.size() == wanted
        ? new Conversion.Done<>(
            new EmbeddingReply(List.copyOf(reply.vectors.values()), reply.tokens), List.of())
        : bad(
            "It was sent " + wanted + " texts and answered " + reply.vectors.size() + " vectors.");
  }

  private static Conversion<EmbeddingReply> bad(String why) {
    return new Conversion.Refused<>(new Refusal(Refusal.Kind.UPSTREAM, "", why));
  }

  private void members(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("no object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (name.equals("data") && token == JsonToken.START_ARRAY) {
        for (int i = 0; json.nextToken() == JsonToken.START_OBJECT; i++) {
          vector(json, i);
        }
      } else if (name.equals("usage")) {
        var usage = Json.objectOrNull(json);
        tokens = usage == null ? null : (Long) Json.count(usage, "prompt_tokens");
      } else {
        json.skipChildren();
      }
    }
  }

  private void vector(JsonParser json, int position) throws IOException {
    int index = position;
    String vector = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      var token = json.nextToken();
      if (name.equals("index") && token == JsonToken.VALUE_NUMBER_INT) {
        index = json.getIntValue();
      } else if (name.equals("embedding") && token == JsonToken.START_ARRAY) {
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        int to = (int) json.currentLocation().getByteOffset();
        vector = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      } else if (name.equals("embedding") && token == JsonToken.VALUE_STRING) {
        vector = floats(json.getText());
      } else {
        json.skipChildren();
      }
    }
    if (vector != null) {
      vectors.put(index, vector);
    }
  }

  /** Some answer base64 although floats were asked for. */
  private static String floats(String base64) {
    var numbers =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    var list = new StringJoiner(",", "[", "]");
    while (numbers.hasRemaining()) {
      list.add(Float.toString(numbers.get()));
    }
    return list.toString();
  }
}
