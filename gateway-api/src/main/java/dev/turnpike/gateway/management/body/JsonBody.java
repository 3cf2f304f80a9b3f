package dev.turnpike.gateway.management.body;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.gateway.error.Refusal;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a management request's body. A refusal says where the text stops to be JSON, but quotes
 * none of it: what stands there may be a credential.
 */
public final class JsonBody {

  /** Far above any provider with its certificates; far below what would hurt. */
  static final int LARGEST = 1 << 20;

  /** Prices must arrive as they were typed, and a name given twice has no right reading. */
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build()
          .readerFor(JsonNode.class);

  private JsonBody() {}

  /**
   * The body as an object.
   *
   * @throws WebApplicationException 400 when it is none, 413 when it is over the cap
   */
  public static ObjectNode object(@Nullable InputStream body) {
    var bytes = bytes(body);
    if (bytes.length == 0) {
      throw refused("The request body is empty; send a JSON object.");
    }
    return parse(bytes);
  }

  /** As {@link #object}, but no body at all means an empty object. */
  public static ObjectNode objectOrEmpty(@Nullable InputStream body) {
    var bytes = bytes(body);
    return bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : parse(bytes);
  }

  private static ObjectNode parse(byte[] bytes) {
    try {
      if (READER.readValue(bytes) instanceof ObjectNode object) {
        return object;
      }
      throw refused("The request body must be a JSON object.");
    } catch (JsonProcessingException malformed) {
      throw refused("Malformed JSON" + at(malformed.getLocation()) + why(malformed) + ".");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private static byte[] bytes(@Nullable InputStream body) {
    if (body == null) {
      return new byte[0];
    }
    try (body) {
      var bytes = body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new WebApplicationException(
            Refusal.detail(
                413,
                "The request body is too large: at most " + LARGEST + " bytes are read here."));
      }
      return bytes;
    } catch (IOException cut) {
      throw new WebApplicationException(
          cut, Refusal.unreadable("The request body ended before it was complete."));
    }
  }

  private static String at(@Nullable JsonLocation where) {
    return where == null
        ? ""
        : String.format(
            Locale.ROOT, " at line %d, column %d", where.getLineNr(), where.getColumnNr());
  }

  private static String why(JsonProcessingException malformed) {
    var message = malformed.getOriginalMessage();
    if (message.startsWith("Duplicate field")) {
      return ": a field is given twice";
    }
    if (message.startsWith("Unexpected end-of-input")) {
      return ": the text ends too early";
    }
    return "";
  }

  private static WebApplicationException refused(String why) {
    return new WebApplicationException(Refusal.unreadable(why));
  }
}
