package dev.turnpike.ingest.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnpike.core.body.Utf8;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.segment.FrameBuffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a span as they stand before its JSON: a line {@code T12 345 - - - - -} with the
 * bytes of each, a dash for one that is absent, then the texts as they are. As members of the JSON
 * each of their quotes would be escaped by the writer and searched for by the reader, and bodies
 * are full of quotes. All of it is UTF-8, which the marks between frames rely on.
 */
final class SpanTexts {
  private static final char MARK = 'T';
  private static final String ABSENT = "-";
  private static final int COUNT = 7;

  private final List<byte @Nullable []> encoded;

  private SpanTexts(List<byte @Nullable []> encoded) {
    this.encoded = encoded;
  }

  /** The texts encoded; empty when one of them has to be cleaned first. */
  static Optional<SpanTexts> of(Span.Content content) {
    var encoded = new ArrayList<byte @Nullable []>(COUNT);
    for (var text :
        Arrays.asList(
            content.request(),
            content.response(),
            content.promptMessages(),
            content.completionMessage(),
            content.input(),
            content.output(),
            content.tools())) {
      var bytes = text == null ? null : Utf8.exactly(text);
      if (text != null && (bytes == null || text.indexOf('\0') >= 0)) {
        return Optional.empty();
      }
      encoded.add(bytes);
    }
    return Optional.of(new SpanTexts(encoded));
  }

  /** What of the content is not text. */
  static Span.Content without(Span.Content content) {
    return new Span.Content(
        null, null, null, null, null, null, null, content.withheld(), content.privacy());
  }

  void write(FrameBuffer out) {
    var lengths = new StringBuilder().append(MARK);
    for (var text : encoded) {
      lengths.append(text == null ? ABSENT : Integer.toString(text.length)).append(' ');
    }
    lengths.setCharAt(lengths.length() - 1, '\n');
    out.writeBytes(lengths.toString().getBytes(US_ASCII));
    for (var text : encoded) {
      if (text != null) {
        out.writeBytes(text);
      }
    }
  }

  /** Whether a payload begins with texts; those of earlier releases are JSON alone. */
  static boolean begin(byte[] payload) {
    return payload.length > 0 && payload[0] == MARK;
  }

  /** Texts as they were read, and where in the payload what follows them begins. */
  record Read(List<@Nullable String> texts, int end) {
    /** The texts in the place of those of {@code rest}. */
    Span.Content over(Span.Content rest) {
      return new Span.Content(
          texts.get(0),
          texts.get(1),
          texts.get(2),
          texts.get(3),
          texts.get(4),
          texts.get(5),
          texts.get(6),
          rest.withheld(),
          rest.privacy());
    }
  }

  /** The texts that a payload begins with. */
  static Read read(byte[] payload) throws IOException {
    var line = 1;
    while (line < payload.length && payload[line] != '\n') {
      line++;
    }
    var at = line + 1;
    var texts = new ArrayList<@Nullable String>(COUNT);
    try {
      for (var length : new String(payload, 1, line - 1, US_ASCII).split(" ", COUNT)) {
        if (length.equals(ABSENT)) {
          texts.add(null);
        } else {
          var bytes = Integer.parseInt(length);
          texts.add(new String(payload, at, bytes, UTF_8));
          at += bytes;
        }
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("the texts of a span are not as long as they say", e);
    }
    if (texts.size() != COUNT) {
      throw new IOException(texts.size() + " texts of a span, not " + COUNT);
    }
    return new Read(texts, at);
  }
}
