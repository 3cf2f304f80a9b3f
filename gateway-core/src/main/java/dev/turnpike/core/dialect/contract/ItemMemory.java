package dev.turnpike.core.dialect.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Items of recent answers in the Responses format, by id. Clients that believe their provider
 * stores answers send the id of an item instead of the item (Vercel's AI SDK by default).
 * Implementations are thread-safe, bounded and see one owner's items only.
 */
public interface ItemMemory {
  /** Remembers nothing: each reference is refused with advice. */
  ItemMemory NONE =
      new ItemMemory() {
        @Override
        public @Nullable ObjectNode find(String id) {
          return null;
        }

        @Override
        public void keep(String id, ObjectNode item) {}
      };

  /** The item, or null when it is not (or no longer) known. The receiver does not change it. */
  @Nullable ObjectNode find(String id);

  /** Keeps a finished item. */
  void keep(String id, ObjectNode item);
}
