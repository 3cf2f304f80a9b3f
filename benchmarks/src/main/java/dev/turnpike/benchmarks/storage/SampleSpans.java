package dev.turnpike.benchmarks.storage;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.Price;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Calls as a busy gateway logs them: bodies of 2 kB, 12 models of 5 providers, 4 keys, as many
 * customers as asked for, a third in a conversation, a fifth in a trace, 2 of 100 failed. Each call
 * is new. Not thread-safe.
 */
final class SampleSpans {
  static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

  private static final BigDecimal INPUT = new BigDecimal("2.5");
  private static final BigDecimal OUTPUT = new BigDecimal("10");
  private static final Price PRICE = new Price(INPUT, OUTPUT, null, null);

  private final RandomGenerator random;
  private final int customers;
  private final Instant first;
  private final Duration apart;
  private long made;

  /**
   * Calls from an instant on.
   *
   * @param apart the time from one to the next
   */
  SampleSpans(RandomGenerator random, int customers, Instant first, Duration apart) {
    this.random = random;
    this.customers = customers;
    this.first = first;
    this.apart = apart;
  }

  List<Span> next(int count) {
    var spans = new ArrayList<Span>(count);
    for (var i = 0; i < count; i++) {
      spans.add(next());
    }
    return spans;
  }

  private Span next() {
    var number = made++;
    var arrival = first.plus(apart.multipliedBy(number));
    var model = (int) (12 * Math.pow(random.nextDouble(), 2));
    var customer = 1 + (int) (customers * Math.pow(random.nextDouble(), 2));
    var key = random.nextInt(4);
    var latency = Duration.ofMillis(200 + random.nextInt(3_000));
    var failed = random.nextInt(50) == 0;
    var usage = Usage.ofText(random.nextInt(3_000), failed ? 0 : random.nextInt(800));
    return new Span(
        new UUID(arrival.toEpochMilli() << 16 | 0x7000 | number % 4096, random.nextLong())
            .toString(),
        ORGANIZATION,
        arrival,
        Span.Origin.gateway("chat", new UUID(0x7000, 0xA0 + key), "key " + key, Environment.PROD),
        number % 5 == 0
            ? new Span.Place("trace-" + number / 20, "span-" + number, null, null, null, null)
            : Span.Place.NONE,
        new Span.Tags(
            "customer-" + customer,
            null,
            null,
            number % 3 == 0 ? "thread-" + number / 30 : null,
            null,
            null,
            null,
            null,
            Map.of("team", "team-" + customer % 7, "request", Long.toString(number)),
            Map.of()),
        new Span.Called(
            "model-" + model,
            "provider-" + model % 5,
            "model-" + model,
            "openai-chat",
            "openai-chat",
            number % 2 == 0),
        new Span.Metering(usage, cost(usage), PRICE),
        new Span.Timing(
            arrival.minus(latency),
            arrival,
            latency,
            number % 2 == 0 ? latency.dividedBy(4) : null,
            Duration.ofNanos(300_000),
            null),
        result(failed),
        List.of(
            new Span.Attempt(
                "provider-" + model % 5,
                "model-" + model,
                arrival.minus(latency),
                latency,
                failed ? 502 : 200,
                failed ? "upstream_timeout" : null)),
        content(),
        Map.of());
  }

  private static Cost cost(Usage usage) {
    var usd =
        INPUT
            .multiply(BigDecimal.valueOf(usage.prompt()))
            .add(OUTPUT.multiply(BigDecimal.valueOf(usage.completion())))
            .movePointLeft(6);
    return new Cost(usd, Cost.Basis.COMPUTED);
  }

  private static Span.Result result(boolean failed) {
    return failed
        ? new Span.Result(Span.Status.FAILED, 502, "upstream_timeout", "no answer", List.of())
        : new Span.Result(Span.Status.SUCCESS, 200, null, null, List.of());
  }

  private Span.Content content() {
    return new Span.Content(
        null,
        null,
        "[{\"role\":\"user\",\"content\":\"" + words(1_000) + "\"}]",
        "{\"role\":\"assistant\",\"content\":\"" + words(1_000) + "\"}",
        null,
        null,
        null,
        false);
  }

  /** Of 20,000 words, of which some are much more common than others. */
  private String words(int length) {
    var text = new StringBuilder(length + 8);
    while (text.length() < length) {
      var word = (long) (20_000 * Math.pow(random.nextDouble(), 3));
      text.append(Long.toString(word * 2_654_435_761L & 0xFFFFFFFFFL, 36)).append(' ');
    }
    return text.toString();
  }
}
