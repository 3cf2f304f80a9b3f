package dev.turnpike.core.exchange;

import dev.turnpike.core.body.PromptText;
import dev.turnpike.core.naming.ModelBook;
import dev.turnpike.core.policy.KeyMeters;
import dev.turnpike.core.span.Span.Metering;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.CostCalculator;
import dev.turnpike.core.usage.Usage;
import java.util.Optional;

/**
 * Usage times price. The provider's own usage counts; where it told none although it produced
 * something, tokens are estimated from the bytes that passed, and the cost says so.
 */
final class Account {
  /** English text has about four bytes per token in the tokenizers of today. */
  private static final int BYTES_PER_TOKEN = 4;

  private final KeyMeters meters;
  private final ModelBook book;

  Account(KeyMeters meters, ModelBook book) {
    this.meters = meters;
    this.book = book;
  }

  /** What the call used and cost, booked on its key. */
  Metering settle(Exchange exchange, Ending ending) {
    var deployment = exchange.foundDeployment();
    var facts = ending.facts();
    if (deployment == null || facts == null) {
      return Metering.NONE;
    }
    var price = deployment.model().price();
    var told = facts.usage();
    // Sound and pictures are no text that tokens could be estimated of.
    boolean countable = facts.textBytes() > 0 || facts.estimate() != null;
    if (told == null && !countable) {
      return new Metering(Usage.NONE, Cost.UNPRICED, price);
    }
    var usage = told != null ? told : guess(exchange, facts);
    var priced = priced(exchange);
    var cost =
        priced.isPresent()
            ? priced.get().rates().cost(usage, told == null)
            : CostCalculator.cost(usage, price, told == null);
    meters.settle(exchange.ingress().key().id(), cost);
    var shown = priced.map(p -> p.rates().shown(usage.prompt())).orElse(price);
    return new Metering(usage, cost, shown);
  }

  /** What the catalogue says of a built-in model; a custom model has prices of its own. */
  private Optional<ModelBook.Priced> priced(Exchange exchange) {
    var named = exchange.named();
    var row = named == null ? null : named.row();
    if (row == null) {
      return Optional.empty();
    }
    var model = exchange.deployment().model();
    var priced = book.rates(row, model.upstreamName(), exchange.ingress().arrival());
    priced.ifPresent(p -> exchange.catalogue(p.version()));
    return priced;
  }

  private static Usage guess(Exchange exchange, StreamFacts facts) {
    var estimate = facts.estimate();
    return estimate != null ? estimate : estimate(exchange, facts.textBytes());
  }

  private static Usage estimate(Exchange exchange, long textBytes) {
    int asked = PromptText.bytes(exchange.request().body());
    return Usage.ofText(tokens(asked), tokens(textBytes));
  }

  private static long tokens(long bytes) {
    return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
  }
}
