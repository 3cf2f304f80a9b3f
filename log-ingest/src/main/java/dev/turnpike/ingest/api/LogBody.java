package dev.turnpike.ingest.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Request bodies of the log endpoints: read whole under a cap, as one JSON object. */
public final class LogBody {
  private static final int MIB = 1024 * 1024;

  /** One log. */
  static final int LARGEST_LOG = 20 * MIB;

  /** Many logs at once. */
  static final int LARGEST_BULK = 64 * MIB;

  /** A filter. */
  public static final int LARGEST_QUERY = MIB;

  /** How the answer is given is no part of what is logged. */
  private static final Set<String> CONTROLS =
      Set.of("respan_api_controls", "keywordsai_api_controls");

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LARGEST_BULK).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private LogBody() {}

  /**
   * The body as an object; no body at all is an empty one.
   *
   * @throws jakarta.ws.rs.WebApplicationException 400 when it is none, 413 when it is over the cap
   */
  public static ObjectNode read(@Nullable InputStream body, int largest) {
    var bytes = bytes(body, largest);
    try {
      var node = bytes.length == 0 ? null : READER.readValue(bytes);
      if (bytes.length == 0) {
        return (ObjectNode) READER.createObjectNode();
      }
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw Answers.unreadable("The request body must be a JSON object.");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Answers.unreadable(
          at == null
              ? "Malformed JSON."
              : "Malformed JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  private static byte[] bytes(@Nullable InputStream body, int largest) {
    if (body == null) {
      return new byte[0];
    }
    try (body) {
      var bytes = body.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw Answers.detail(
            413,
            "The request body is too large: at most " + largest / MIB + " MiB are taken here.");
      }
      return bytes;
    } catch (IOException e) {
      throw Answers.unreadable("The request body ended before it was complete.");
    }
  }

  /** SHA-256 (hex) of the log, whatever the order of its members. */
  static String hash(ObjectNode wire) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var log = wire.deepCopy();
      log.remove(CONTROLS);
      feed(log, digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void feed(JsonNode node, MessageDigest digest) {
    if (node.isObject()) {
      digest.update((byte) '{');
      var names = new ArrayList<String>();
      node.fieldNames().forEachRemaining(names::add);
      names.sort(null);
      for (var name : names) {
        feed(name, digest);
        feed(node.get(name), digest);
      }
    } else if (node.isArray()) {
      digest.update((byte) '[');
      node.forEach(item -> feed(item, digest));
      digest.update((byte) ']');
    } else {
      digest.update((byte) (node.isTextual() ? 't' : 'v'));
      feed(node.asText(), digest);
    }
  }

  /** Ended by a byte that UTF-8 never holds, so that two texts are not one. */
  private static void feed(String text, MessageDigest digest) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0xFF);
  }
}
