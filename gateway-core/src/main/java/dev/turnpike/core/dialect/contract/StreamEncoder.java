package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import java.util.List;

/**
 * Writes a caller's stream. Takes events in the order {@link StreamEvent} promises and appends what
 * is to be sent, framing included. One per exchange; not thread-safe.
 */
public interface StreamEncoder {
  /** Appends what this event makes visible; often nothing. */
  void write(StreamEvent event, StringBuilder out);

  /** Names of parts of the answer that the dialect could not say, so far. */
  List<String> dropped();
}
