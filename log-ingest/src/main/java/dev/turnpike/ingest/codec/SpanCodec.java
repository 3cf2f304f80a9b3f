package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.segment.FrameBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;

/**
 * A span as the payload of a frame: its texts, then all else as JSON. Members that a newer release
 * wrote are ignored, and those an older one did not know are absent; what is JSON as a whole, as
 * earlier releases wrote it, is read too, so that a spool outlives an upgrade. Thread-safe.
 */
public final class SpanCodec {
  /** Bodies were let in by their own caps; here only runaway nesting is a danger. */
  private static final int DEEPEST = 5_000;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(DEEPEST)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          // Numbers of metadata and the like come back as they were written.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private final StorableText storable = new StorableText(mapper);

  /** For what surrounds a span in a file. */
  public JsonMapper mapper() {
    return mapper;
  }

  /**
   * Appends the span to the stream.
   *
   * @return whether {@link #read} gives an equal one; not when it has text to be cleaned
   */
  public boolean write(Span span, FrameBuffer out) throws IOException {
    var texts = SpanTexts.of(span.content());
    if (texts.isEmpty()) {
      var cleaned = storable.clean(span);
      write(cleaned, SpanTexts.of(cleaned.content()).orElseThrow(), out);
      return false;
    }
    return write(span, texts.get(), out);
  }

  private boolean write(Span span, SpanTexts texts, FrameBuffer out) throws IOException {
    texts.write(out);
    var start = out.size();
    try (var json = mapper.createGenerator((OutputStream) out)) {
      SpanForms.SPAN.write(span.with(SpanTexts.without(span.content())), json);
    }
    return !StorableText.mayNeedCleaning(out.bytes(), start, out.size());
  }

  /** The span as JSON alone. */
  public byte[] encode(Span span) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var json = mapper.createGenerator(out)) {
      SpanForms.SPAN.write(span, json);
    }
    return out.toByteArray();
  }

  /** The span of a payload or of JSON, its text such that a database takes it. */
  public Span read(byte[] payload) throws IOException {
    if (!SpanTexts.begin(payload)) {
      return read(payload, 0);
    }
    var texts = SpanTexts.read(payload);
    var rest = read(payload, texts.end());
    return rest.with(texts.over(rest.content()));
  }

  private Span read(byte[] payload, int start) throws IOException {
    Span span;
    try (var json = mapper.createParser(payload, start, payload.length - start)) {
      json.nextToken();
      span = SpanForms.SPAN.read(json);
    } catch (NullPointerException
        | IllegalArgumentException
        | ClassCastException
        | DateTimeException e) {
      throw new IOException("the parts of a span are not what they must be", e);
    }
    return StorableText.mayNeedCleaning(payload, start, payload.length)
        ? storable.clean(span)
        : span;
  }
}
