package dev.turnpike.core.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.error.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What is done with customers, by the API and by the console. Blocking; thread-safe. */
public final class Customers {
  private final CustomerStore store;
  private final InstantSource clock;

  public Customers(CustomerStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public List<Customer> list(CustomerQuery query) {
    return store.find(query, clock.instant());
  }

  public Optional<Customer> find(
      OrganizationId organization, Environment environment, String identifier) {
    return store.find(organization, environment, identifier, clock.instant());
  }

  /**
   * Changes profile and budget: members that are absent stay, null ones are emptied, {@code
   * metadata} is replaced.
   *
   * @param change {@code name}, {@code email}, {@code metadata}, {@code total_budget}, {@code
   *     period_budget}, {@code budget_duration}, {@code period_start}, {@code period_end}, {@code
   *     markup_percentage}; others are ignored
   */
  public Outcome<Customer> change(
      OrganizationId organization, Environment environment, String identifier, ObjectNode change) {
    var now = clock.instant();
    var found = store.find(organization, environment, identifier, now);
    if (found.isEmpty()) {
      return Outcome.missing();
    }
    var form = new CustomerForm(change, found.get());
    var profile = form.read(now);
    if (!form.isValid()) {
      return new Outcome.Invalid<>(form.errors());
    }
    store.change(organization, environment, identifier, profile);
    return store
        .find(organization, environment, identifier, now)
        .map(Outcome::changed)
        .orElseGet(Outcome::missing);
  }

  /** False when there was none. */
  public boolean delete(OrganizationId organization, Environment environment, String identifier) {
    return store.delete(organization, environment, identifier);
  }
}
