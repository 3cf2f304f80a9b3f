package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's stream, one server-sent event at a time. Gives events in the order {@link
 * StreamEvent} promises, with exactly one terminal event; whatever comes after that is ignored.
 * Never throws on bad input. One per exchange; not thread-safe.
 */
public interface StreamDecoder {
  /**
   * Takes one server-sent event.
   *
   * @param event its name, absent when it has none
   * @param data its data, lines joined; empty data is ignored
   */
  void event(@Nullable String event, String data, Consumer<StreamEvent> sink);

  /** The provider closed the stream. Without a finish reason before, that is a truncation. */
  void end(Consumer<StreamEvent> sink);
}
