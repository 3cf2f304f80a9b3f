package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a case on the wire as one vendor does. Written after the vendors' documents, apart from the
 * product's own writers, which it is there to check.
 */
abstract class VendorScript {
  static VendorScript of(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_CHAT -> new ChatScript();
      case OPENAI_RESPONSES -> new ResponsesScript();
      case ANTHROPIC_MESSAGES -> new AnthropicScript();
      case GEMINI_GENERATE -> new GeminiScript();
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
          throw dialect.notOfCallers();
    };
  }

  /** One frame; the name is null where the vendor gives none. */
  record Frame(@Nullable String event, String data) {
    Frame(ObjectNode data) {
      this(null, Json.write(data));
    }
  }

  abstract List<Frame> frames(CorpusCase c);

  abstract ObjectNode body(CorpusCase c);

  String stream(CorpusCase c) {
    var frames = new ArrayList<>(frames(c));
    String end = c.wire("crlf") ? "\r\n" : c.wire("cr") ? "\r" : "\n";
    var out = new StringBuilder(c.wire("bom") ? "\uFEFF" : "");
    int count = 0;
    for (var frame : frames) {
      if (c.wire("comments")) {
        out.append(": keep-alive ").append(count++).append(end).append(end);
      }
      if (c.wire("unknown-events")) {
        out.append("event: weather").append(end).append("data: {\"type\":\"weather\"}");
        out.append(end).append(end);
      }
      if (c.wire("empty-data")) {
        out.append("data:").append(end).append(end);
      }
      if (c.wire("ids")) {
        out.append("id: ").append(count++).append(end).append("retry: 10").append(end);
      }
      if (frame.event() != null) {
        out.append("event: ").append(frame.event()).append(end);
      }
      out.append(c.wire("no-space") ? "data:" : "data: ").append(frame.data());
      out.append(end).append(end);
    }
    if (c.wire("no-last-blank")) {
      out.setLength(out.length() - end.length());
    }
    return out.toString();
  }

  /** Frames as they are written when nothing is odd. */
  static String wire(List<Frame> frames) {
    var out = new StringBuilder();
    for (var frame : frames) {
      if (frame.event() != null) {
        out.append("event: ").append(frame.event()).append('\n');
      }
      out.append("data: ").append(frame.data()).append("\n\n");
    }
    return out.toString();
  }

  /** A text in the pieces a stream would bring: three code points each, or one. */
  static List<String> pieces(CorpusCase c, String text) {
    int size = c.wire("one-by-one") ? 1 : c.wire("at-once") ? Integer.MAX_VALUE : 3;
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      piece.appendCodePoint(points[i]);
      if ((i + 1) % size == 0 && size < points.length || i == points.length - 1) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
    return pieces;
  }

  static String arguments(JsonNode block) {
    var arguments = block.path("arguments");
    return arguments.isTextual() ? arguments.textValue() : Json.write(arguments);
  }

  static boolean has(CorpusCase c, String kind) {
    for (var block : c.json().path("blocks")) {
      if (block.has(kind)) {
        return true;
      }
    }
    return false;
  }
}
