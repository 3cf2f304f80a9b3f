package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.segment.FrameBuffer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A span as JSON, the payload of a frame. Members that a newer release wrote are ignored, and those
 * an older one did not know are absent, so that a spool outlives an upgrade. Thread-safe.
 */
@RegisterForReflection(
    targets = {
      Span.class,
      Span.Origin.class,
      Span.Place.class,
      Span.Tags.class,
      Span.Called.class,
      Span.Metering.class,
      Span.Timing.class,
      Span.Result.class,
      Span.Attempt.class,
      Span.Content.class
    },
    registerFullHierarchy = true)
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
          .addModule(new TimesAsNumbers())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Numbers of metadata and the like come back as they were written.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private final ObjectWriter writer = mapper.writerFor(Span.class);
  private final ObjectReader reader = mapper.readerFor(Span.class);
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
    var start = out.size();
    writer.writeValue((OutputStream) out, span);
    return !StorableText.mayNeedCleaning(out.bytes(), start, out.size());
  }

  /** The span as a payload. */
  public byte[] encode(Span span) throws IOException {
    var buffer = new FrameBuffer();
    var unused = write(span, buffer);
    return buffer.toByteArray();
  }

  /** The span of a payload, its text such that a database takes it. */
  public Span read(byte[] payload) throws IOException {
    Span span = reader.readValue(payload);
    return StorableText.mayNeedCleaning(payload, 0, payload.length) ? storable.clean(span) : span;
  }
}
