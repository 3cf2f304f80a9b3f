package dev.turnpike.core.stream;

import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.StreamNotes;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an answer while it passed. Written by the dialect's reader, read by whoever logs
 * the call; one thread at a time.
 */
public final class StreamFacts implements StreamNotes {
  private @Nullable Usage usage;
  private @Nullable Supplier<Usage> estimator;
  private boolean content;
  private boolean finished;
  private boolean done;
  private boolean ids;
  private long textBytes;
  private @Nullable WireError error;
  private boolean garbage;
  private @Nullable String responseId;
  private Map<String, BigDecimal> billed = Map.of();

  /** The last usage the provider told; absent when it told none. */
  public @Nullable Usage usage() {
    return usage;
  }

  @Override
  public void usage(Usage told) {
    usage = told;
  }

  /** A guess at the usage, for when none was told; absent when nobody here can tell. */
  public @Nullable Usage estimate() {
    return estimator == null ? null : estimator.get();
  }

  /** Who can guess the usage; asked at the end. */
  public void estimator(Supplier<Usage> guess) {
    estimator = guess;
  }

  /** Whether anything a model produced has passed: text, reasoning, a refusal, a tool call. */
  public boolean hasContent() {
    return content;
  }

  /** Counts what a model produced, in bytes of its text. */
  @Override
  public void content(int bytes) {
    content = true;
    textBytes += bytes;
  }

  /** Text produced so far, from which tokens are estimated when no usage is told. */
  public long textBytes() {
    return textBytes;
  }

  /** Whether a finish reason was seen: the answer is whole. */
  public boolean isFinished() {
    return finished;
  }

  @Override
  public void finished() {
    finished = true;
  }

  /** Whether the dialect's closing event was seen. */
  public boolean isDone() {
    return done;
  }

  public void done() {
    done = true;
  }

  /**
   * Whether events carried an {@code id:} line: then no heartbeat, which openai-python trips over.
   */
  public boolean hasIds() {
    return ids;
  }

  public void ids() {
    ids = true;
  }

  @Override
  public void ended() {
    finished();
    done();
  }

  /** Why the stream cannot go on, told by the provider in it or found wrong with it. */
  public @Nullable String failure() {
    return error == null ? null : error.message();
  }

  /** The same with the status it would have had outside a stream, and the provider's words. */
  public @Nullable WireError error() {
    return error;
  }

  /** Only the first counts. */
  @Override
  public void failed(WireError why) {
    if (error == null) {
      error = why;
    }
  }

  /** Whether what failed is the form of the stream, not the provider by its own word. */
  public boolean isGarbage() {
    return garbage;
  }

  /** Ends the stream for a breach of its format. */
  @Override
  public void garbage(String why) {
    garbage = error == null;
    failed(WireError.invalidContent(why));
  }

  /** What the provider billed in units of its own, such as pages, by name. */
  public Map<String, BigDecimal> billed() {
    return billed;
  }

  public void billed(String unit, BigDecimal count) {
    var all = new LinkedHashMap<>(billed);
    all.put(unit, count);
    billed = Collections.unmodifiableMap(all);
  }

  /** The provider's id of the answer. */
  public @Nullable String responseId() {
    return responseId;
  }

  @Override
  public void responseId(String id) {
    if (!id.isEmpty()) {
      responseId = id;
    }
  }
}
