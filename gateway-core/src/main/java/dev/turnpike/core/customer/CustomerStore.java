package dev.turnpike.core.customer;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Customers as they are kept; {@link dev.turnpike.core.span.SpanStore#store} makes them and moves
 * what they have caused. Blocking; each call is one transaction.
 *
 * <p>Throws {@link dev.turnpike.core.span.SpanStore.StoreUnavailable} when the database is away.
 */
public interface CustomerStore {
  /**
   * The customers of a page, never more than the limit.
   *
   * @param now decides which budget period is the present one
   */
  List<Customer> find(CustomerQuery query, Instant now);

  Optional<Customer> find(
      OrganizationId organization, Environment environment, String identifier, Instant now);

  /** Sets what people may set; false when there is no such customer. */
  boolean change(
      OrganizationId organization, Environment environment, String identifier, Profile profile);

  /**
   * Forgets the customer and its sums; its logs stay, and its next log makes it anew. False when
   * there was none.
   */
  boolean delete(OrganizationId organization, Environment environment, String identifier);

  /** All that people may set, as it shall be. */
  record Profile(
      @Nullable String name,
      @Nullable String email,
      Map<String, String> metadata,
      CustomerBudget budget,
      Instant updatedAt) {
    public Profile {
      metadata = Map.copyOf(metadata);
    }
  }
}
