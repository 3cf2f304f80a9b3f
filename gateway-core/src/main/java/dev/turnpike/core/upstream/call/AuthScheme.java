package dev.turnpike.core.upstream.call;

import dev.turnpike.core.dialect.DialectId;

/** How a provider is shown its key. */
public enum AuthScheme {
  BEARER("authorization", "Bearer "),
  X_API_KEY("x-api-key", ""),
  X_GOOG_API_KEY("x-goog-api-key", "");

  private final String header;
  private final String prefix;

  AuthScheme(String header, String prefix) {
    this.header = header;
    this.prefix = prefix;
  }

  /** What servers of this wire format ask for, unless a provider says otherwise. */
  public static AuthScheme of(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES -> BEARER;
      case ANTHROPIC_MESSAGES -> X_API_KEY;
      case GEMINI_GENERATE -> X_GOOG_API_KEY;
    };
  }

  public String header() {
    return header;
  }

  public String value(String apiKey) {
    return prefix + apiKey;
  }
}
