package dev.turnpike.core.provider;

import dev.turnpike.core.dialect.DialectId;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a provider is shown who calls. Most want the key in a header; the last three want a proof
 * made for each call, or for an hour, which {@code upstream.call.CallAuthorizer} makes.
 */
public enum AuthScheme {
  BEARER("bearer", "authorization", "Bearer "),
  X_API_KEY("x-api-key", "x-api-key", ""),
  X_GOOG_API_KEY("x-goog-api-key", "x-goog-api-key", ""),
  API_KEY("api-key", "api-key", ""),
  /** A signature over the whole request, made with an AWS key pair. */
  AWS_SIGV4("aws-sigv4", "authorization", ""),
  /** A short-lived token that Google gives for a service account. */
  GOOGLE_TOKEN("google-token", "authorization", "Bearer "),
  /** A key of the resource, or a short-lived token of Microsoft Entra ID. */
  AZURE("azure", "api-key", "");

  private final String wire;
  private final String header;
  private final String prefix;

  AuthScheme(String wire, String header, String prefix) {
    this.wire = wire;
    this.header = header;
    this.prefix = prefix;
  }

  /** What servers of this wire format ask for, unless a provider says otherwise. */
  public static AuthScheme of(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
          BEARER;
      case ANTHROPIC_MESSAGES -> X_API_KEY;
      case GEMINI_GENERATE -> X_GOOG_API_KEY;
      case BEDROCK_CONVERSE -> AWS_SIGV4;
    };
  }

  public static Optional<AuthScheme> ofWire(String wire) {
    return Arrays.stream(values()).filter(s -> s.wire.equals(wire)).findFirst();
  }

  /** The name in the table. */
  public String wire() {
    return wire;
  }

  public String header() {
    return header;
  }

  public String value(String apiKey) {
    return prefix + apiKey;
  }

  /** Whether the key itself goes into the header; else a proof has to be made of it. */
  public boolean showsKey() {
    return this != AWS_SIGV4 && this != GOOGLE_TOKEN && this != AZURE;
  }
}
