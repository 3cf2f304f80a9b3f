package dev.turnpike.core.dialect.registry;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.openai.chat.ChatDialect;

/** Finds the room of a wire format. */
public final class Dialects {
  private static final Dialect OPENAI_CHAT = new ChatDialect();

  private Dialects() {}

  public static Dialect of(DialectId id) {
    return switch (id) {
      case OPENAI_CHAT -> OPENAI_CHAT;
      default -> throw new IllegalArgumentException("no room for " + id);
    };
  }
}
