package dev.turnpike.ingest.foreign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Steps that have begun and not ended, in memory: all that was said of each, until its end is said
 * or its time is over. When there are too many the oldest goes. Thread-safe.
 */
final class HeldParts {
  private final int most;
  private final LinkedHashMap<Key, Held> held = new LinkedHashMap<>();

  HeldParts(int most) {
    this.most = most;
  }

  /**
   * Names a step within its sender's product.
   *
   * @param kind of what: ids of different kinds may be the same
   */
  record Key(OrganizationId organization, String kind, String id) {}

  /** All that was said of a step, and who said it. */
  record Whole(Key key, ObjectNode body, Principal caller) {}

  private record Held(Whole whole, Instant due) {}

  /**
   * Adds a part to what is known.
   *
   * @param due when it is to be taken as it is
   * @return all that is known now; not to be changed
   */
  synchronized Whole add(Key key, ObjectNode part, Principal caller, Instant due) {
    var before = held.get(key);
    var body = before == null ? part.deepCopy() : Parts.merged(before.whole().body(), part);
    var whole = new Whole(key, body, caller);
    held.put(key, new Held(whole, due));
    return whole;
  }

  synchronized Optional<ObjectNode> find(Key key) {
    return Optional.ofNullable(held.get(key)).map(found -> found.whole().body());
  }

  synchronized void remove(Key key) {
    held.remove(key);
  }

  /** Takes out what has waited long enough, and the oldest of too many. */
  synchronized List<Whole> takeDue(Instant now) {
    var taken = new ArrayList<Whole>();
    var surplus = held.size() - most;
    for (var entries = held.values().iterator(); entries.hasNext(); ) {
      var entry = entries.next();
      if (surplus-- > 0 || !entry.due().isAfter(now)) {
        taken.add(entry.whole());
        entries.remove();
      }
    }
    return taken;
  }
}
