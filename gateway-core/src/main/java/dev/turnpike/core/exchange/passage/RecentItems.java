package dev.turnpike.core.exchange.passage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.ItemMemory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Items of the latest answers in the Responses format, by the key that asked. Bounded in number and
 * size, kept in memory, the oldest forgotten first. Thread-safe.
 */
public final class RecentItems {
  private static final long MOST_CHARACTERS = 32L << 20;
  private static final int MOST_ITEMS = 20_000;

  private final LinkedHashMap<Name, Kept> items = new LinkedHashMap<>();
  private long characters;

  private record Name(UUID owner, String id) {}

  private record Kept(ObjectNode item, int characters) {}

  /** What this owner sees of it. */
  public ItemMemory of(UUID owner) {
    return new ItemMemory() {
      @Override
      public @Nullable ObjectNode find(String id) {
        return RecentItems.this.find(new Name(owner, id));
      }

      @Override
      public void keep(String id, ObjectNode item) {
        RecentItems.this.keep(new Name(owner, id), item);
      }
    };
  }

  private synchronized @Nullable ObjectNode find(Name name) {
    var kept = items.get(name);
    return kept == null ? null : kept.item;
  }

  private void keep(Name name, ObjectNode item) {
    var copy = item.deepCopy();
    int size = copy.toString().length();
    synchronized (this) {
      var before = items.remove(name);
      characters += size - (before == null ? 0 : before.characters);
      items.put(name, new Kept(copy, size));
      var oldest = items.entrySet().iterator();
      while (oldest.hasNext() && (characters > MOST_CHARACTERS || items.size() > MOST_ITEMS)) {
        Map.Entry<Name, Kept> gone = oldest.next();
        characters -= gone.getValue().characters;
        oldest.remove();
      }
    }
  }
}
