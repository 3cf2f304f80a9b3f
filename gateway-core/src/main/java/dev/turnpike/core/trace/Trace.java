package dev.turnpike.core.trace;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All spans of one task, in sum. It exists from its first stored span on, whichever that is, and
 * grows with each further one.
 *
 * @param id the trace id its spans name; unique within organization and environment
 * @param start of the earliest span, by the clock of whoever ran it
 * @param end of the latest span
 * @param lastArrival when the newest span came in; lists and their windows go by this
 * @param isShared whether anybody who knows the address may read it
 */
public record Trace(
    OrganizationId organization,
    Environment environment,
    String id,
    Labels labels,
    Totals totals,
    Instant start,
    Instant end,
    Instant lastArrival,
    boolean isShared,
    Excerpt excerpt) {

  public Duration duration() {
    return Duration.between(start, end);
  }

  /**
   * What its spans say of it. The root span's word counts first; where it is silent, any span's.
   *
   * @param rootLogId log id of the root span; absent while that has not come in
   * @param name the workflow's name, or the root span's
   * @param keyId the virtual key its first span came by
   * @param model the first model that was called
   */
  public record Labels(
      @Nullable String rootSpanId,
      @Nullable String rootLogId,
      @Nullable String name,
      @Nullable String customerIdentifier,
      @Nullable String groupIdentifier,
      @Nullable String sessionIdentifier,
      @Nullable String threadIdentifier,
      @Nullable UUID keyId,
      @Nullable String model,
      Map<String, String> metadata) {
    public Labels {
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
  }

  /** The beginnings of what went into the root span and what came out; absent when not kept. */
  public record Excerpt(@Nullable String input, @Nullable String output) {}

  /**
   * Sums over its spans.
   *
   * @param modelCalls spans that called a model
   * @param errors spans that failed
   */
  public record Totals(
      long spans,
      long modelCalls,
      long errors,
      long promptTokens,
      long completionTokens,
      BigDecimal costUsd) {
    public long tokens() {
      return promptTokens + completionTokens;
    }
  }
}
