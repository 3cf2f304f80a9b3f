package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.turnpike.core.span.Span;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes a span's text such that UTF-8 and PostgreSQL hold it: NUL characters and lone surrogates
 * become U+FFFD, and the row says so. A log that shows one odd character is worth more than a log
 * that is refused; JSON escapes inside body texts are characters like any other and stay.
 */
public final class StorableText {
  public static final String WARNING =
      "Characters that cannot be stored (NUL or half of a surrogate pair) were replaced by U+FFFD.";

  private static final char REPLACEMENT = '\uFFFD';

  /** Bytes of an escape such as {@code \\u0000}. */
  private static final int ESCAPE = 6;

  private final JsonMapper mapper;

  StorableText(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Whether an encoded span has a NUL or half of a surrogate pair, or text that looks so; a quick
   * look that saves the walk. Jackson writes both as escapes, and whole pairs as UTF-8.
   */
  static boolean mayNeedCleaning(byte[] payload, int from, int to) {
    for (var i = from; i + ESCAPE <= to; i++) {
      if (payload[i] == '\\' && payload[i + 1] == 'u' && isTrouble(payload, i + 2)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTrouble(byte[] payload, int digits) {
    boolean nul =
        payload[digits] == '0'
            && payload[digits + 1] == '0'
            && payload[digits + 2] == '0'
            && payload[digits + 3] == '0';
    boolean surrogate = payload[digits] == 'D' && payload[digits + 1] >= '8';
    return nul || surrogate;
  }

  /** The span with storable text, warned when that changed anything; else the span itself. */
  Span clean(Span span) {
    try (var written = new TokenBuffer(mapper, false)) {
      SpanForms.SPAN.write(span, written);
      JsonNode tree = mapper.readTree(written.asParserOnFirstToken());
      var cleaned = clean(tree);
      if (cleaned.equals(tree)) {
        return span;
      }
      var read = mapper.treeAsTokens(cleaned);
      read.nextToken();
      return SpanForms.SPAN.read(read).warned(WARNING);
    } catch (IOException e) {
      throw new UncheckedIOException("a span read back from its own tree", e);
    }
  }

  private JsonNode clean(JsonNode node) {
    if (node.isTextual()) {
      var text = clean(node.textValue());
      return text.equals(node.textValue()) ? node : TextNode.valueOf(text);
    }
    if (node.isArray()) {
      var copy = mapper.createArrayNode();
      node.forEach(item -> copy.add(clean(item)));
      return copy;
    }
    if (node.isObject()) {
      var copy = mapper.createObjectNode();
      node.properties().forEach(e -> copy.set(clean(e.getKey()), clean(e.getValue())));
      return copy;
    }
    return node;
  }

  /** The text with every character that cannot be stored replaced. */
  static String clean(String text) {
    StringBuilder cleaned = null;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
        cleaned.setCharAt(i, REPLACEMENT);
      }
    }
    return cleaned == null ? text : cleaned.toString();
  }
}
