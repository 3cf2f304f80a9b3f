package dev.turnpike.core.exchange;

import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.exchange.passage.RecentItems;
import dev.turnpike.core.naming.ModelBook;
import dev.turnpike.core.naming.ModelNames;
import dev.turnpike.core.policy.KeyMeters;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.span.Span;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * What happens to a call, in order. Before: reading, finding the model, the key's limits, the
 * upstream request. Then gateway-api sends it and relays the answer. After: cost and span. No I/O
 * here; any thread.
 */
public final class GatewayPipeline {
  private final List<Stage> admission;
  private final Account account;

  /** Where nothing is known of built-in providers' models. */
  public GatewayPipeline(KeyMeters meters, InstantSource clock) {
    this(meters, clock, ModelBook.NONE, () -> ThreadLocalRandom.current().nextLong());
  }

  /**
   * @param random chooses among credentials by weight; asked on any thread
   */
  public GatewayPipeline(
      KeyMeters meters, InstantSource clock, ModelBook book, RandomGenerator random) {
    this.admission =
        List.of(
            new ReadRequest(),
            new ResolveModel(
                new ModelNames(BuiltInProviders.table(), book, random),
                new ModelNames(BuiltInProviders.table(), book, () -> 0)),
            new CheckLimits(meters, clock),
            new Translate(new RecentItems()));
    this.account = new Account(meters, book);
  }

  /** Makes the exchange ready to be sent upstream, or says why it is refused. */
  public Optional<GatewayError> admit(Exchange exchange) {
    for (var stage : admission) {
      var refused = stage.apply(exchange);
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.empty();
  }

  /** Counts what the exchange used and cost, and makes its log row. Once per exchange. */
  public Span close(Exchange exchange, Ending ending) {
    return SpanWriter.span(exchange, ending, account.settle(exchange, ending));
  }
}
