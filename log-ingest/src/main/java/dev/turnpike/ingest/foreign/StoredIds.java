package dev.turnpike.ingest.foreign;

import dev.turnpike.ingest.foreign.HeldParts.Key;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps that were stored last, so that a late word about one is told from a new one. */
final class StoredIds {
  private static final int MOST = 20_000;

  private final Map<Key, Boolean> keys =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized boolean contains(Key key) {
    return keys.containsKey(key);
  }

  synchronized void addAll(Collection<Key> stored) {
    stored.forEach(key -> keys.put(key, true));
  }
}
