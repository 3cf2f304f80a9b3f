package dev.turnpike.ingest.api;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.SpanStore.Identity;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ids clients chose a short while ago: what may still be on its way to the database, and what it
 * need not be asked for. Thread-safe.
 */
@Singleton
final class RecentLogs {
  private static final int MOST = 10_000;

  private record Key(OrganizationId organization, String id) {}

  private final Map<Key, Identity> recent =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Identity> eldest) {
          return size() > MOST;
        }
      };

  /** What the id stood for already; empty when it is claimed for this identity now. */
  synchronized Optional<Identity> claim(OrganizationId organization, String id, Identity identity) {
    return Optional.ofNullable(recent.putIfAbsent(new Key(organization, id), identity));
  }

  synchronized void put(OrganizationId organization, String id, Identity identity) {
    recent.put(new Key(organization, id), identity);
  }

  synchronized void forget(OrganizationId organization, String id) {
    recent.remove(new Key(organization, id));
  }
}
