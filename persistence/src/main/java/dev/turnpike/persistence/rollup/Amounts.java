package dev.turnpike.persistence.rollup;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What some calls or attempts add up to, while a batch is read. Not thread-safe. */
final class Amounts {
  long requests;
  long errors;
  long unpriced;
  long cacheHits;
  long retried;
  long fellBack;
  long promptTokens;
  long completionTokens;
  long cacheRead;
  long cacheWrite;
  long reasoning;
  BigDecimal cost = BigDecimal.ZERO;
  double latency;
  double ttft;
  long ttftValues;
  double speed;
  long speedValues;
  final Map<Measure, Integer[]> counts = new EnumMap<>(Measure.class);

  void add(Span span) {
    requests++;
    errors += span.result().status() == Span.Status.FAILED ? 1 : 0;
    cacheHits += isCacheHit(span) ? 1 : 0;
    attempts(span.attempts());
    tokens(span);
    var usd = span.metering().cost().usd();
    if (usd == null) {
      unpriced++;
    } else {
      cost = cost.add(usd);
    }
    times(span);
  }

  void add(Span.Attempt attempt, boolean failed) {
    requests++;
    errors += failed ? 1 : 0;
    var micros = attempt.took().toNanos() / 1_000;
    latency += micros;
    count(Measure.LATENCY, micros);
  }

  private void attempts(List<Span.Attempt> attempts) {
    if (attempts.size() > 1) {
      retried++;
      var first = attempts.getFirst();
      var last = attempts.getLast();
      var same =
          first.providerId().equals(last.providerId())
              && first.upstreamModel().equals(last.upstreamModel());
      fellBack += same ? 0 : 1;
    }
  }

  private void tokens(Span span) {
    var usage = span.metering().usage();
    promptTokens += usage.prompt();
    completionTokens += usage.completion();
    cacheRead += usage.cacheRead();
    cacheWrite += usage.cacheWrite();
    reasoning += usage.reasoning();
    if (usage.prompt() > 0) {
      count(Measure.PROMPT_TOKENS, usage.prompt());
    }
    if (usage.completion() > 0) {
      count(Measure.COMPLETION_TOKENS, usage.completion());
    }
  }

  private void times(Span span) {
    var micros = span.timing().latency().toNanos() / 1_000;
    latency += micros;
    count(Measure.LATENCY, micros);
    var first = span.timing().timeToFirstToken();
    if (first != null) {
      var firstMicros = first.toNanos() / 1_000;
      ttft += firstMicros;
      ttftValues++;
      count(Measure.TIME_TO_FIRST_TOKEN, firstMicros);
    }
    var told = span.timing().tokensPerSecond();
    var tokens = span.metering().usage().completion();
    if (told != null || (tokens > 0 && micros > 0)) {
      var perSecond = told != null ? told.doubleValue() : tokens * 1e6 / micros;
      speed += perSecond;
      speedValues++;
      count(Measure.SPEED, perSecond);
    }
  }

  private void count(Measure measure, double value) {
    var buckets = counts.computeIfAbsent(measure, Amounts::empty);
    buckets[measure.bucket(value)]++;
  }

  private static Integer[] empty(Measure measure) {
    var buckets = new Integer[measure.buckets()];
    java.util.Arrays.fill(buckets, 0);
    return buckets;
  }

  private static boolean isCacheHit(Span span) {
    var bit = span.extra().get("cache_bit");
    return bit != null && bit.asBoolean();
  }

  /** In another row, that one may be one of several that hold these amounts. */
  void add(Amounts other) {
    requests += other.requests;
    errors += other.errors;
    unpriced += other.unpriced;
    cacheHits += other.cacheHits;
    retried += other.retried;
    fellBack += other.fellBack;
    promptTokens += other.promptTokens;
    completionTokens += other.completionTokens;
    cacheRead += other.cacheRead;
    cacheWrite += other.cacheWrite;
    reasoning += other.reasoning;
    cost = cost.add(other.cost);
    latency += other.latency;
    ttft += other.ttft;
    ttftValues += other.ttftValues;
    speed += other.speed;
    speedValues += other.speedValues;
    other.counts.forEach(this::add);
  }

  private void add(Measure measure, Integer[] others) {
    var buckets = counts.computeIfAbsent(measure, Amounts::empty);
    for (var i = 0; i < others.length; i++) {
      buckets[i] += others[i];
    }
  }
}
