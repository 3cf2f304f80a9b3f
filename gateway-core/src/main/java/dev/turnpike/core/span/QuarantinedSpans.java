package dev.turnpike.core.span;

import dev.turnpike.core.access.OrganizationId;
import java.util.List;
import java.util.Set;

/**
 * Spans the database refused for good, kept aside by this gateway until somebody sends them again.
 * Each replica keeps its own. Blocking, thread-safe.
 */
public interface QuarantinedSpans {
  /** How many of an organization are kept. */
  int count(OrganizationId organization);

  /** Those of an organization, the oldest first, so many after skipping some. */
  List<Kept> list(OrganizationId organization, int skip, int most);

  /**
   * Sends them to be stored once more; what is refused again comes back, and what was stored is not
   * stored twice. Returns before they are stored.
   *
   * @param ids which; empty: all of the organization
   * @return how many were sent
   */
  int replay(OrganizationId organization, Set<String> ids);

  /**
   * A span in quarantine.
   *
   * @param id names it here; the span's own id may be the trouble
   * @param reason why it is not in the database
   */
  record Kept(String id, Span span, String reason) {}
}
