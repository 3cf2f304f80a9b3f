package dev.turnpike.core.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * No proper answer came from a provider.
 *
 * @param provider the provider's id
 * @param detail what exactly happened, a sentence without addresses
 */
public record UpstreamFault(Kind kind, String provider, String detail) implements GatewayError {

  /** The ways to fail to answer. */
  public enum Kind {
    UNREACHABLE(502, "upstream_unreachable", "provider_down", true),
    CONNECTION_LOST(502, "upstream_connection_lost", "provider_down", true),
    TIMEOUT(504, "upstream_timeout", "provider_timeout", true),
    /** A stream ended without a finish reason, or its connection broke. */
    TRUNCATED(502, "upstream_truncated", "provider_down", true),
    /** The provider reported an error in the middle of its stream. */
    STREAM_ERROR(502, "upstream_error", "provider_down", true),
    /** Not the promised format, such as an HTML page under status 200. */
    INVALID_CONTENT(502, "upstream_invalid_content", "provider_down", false),
    REDIRECT(502, "upstream_redirect", "provider_down", false),
    /** The address policy forbids the address its name resolves to. */
    EGRESS_DENIED(502, "egress_denied", "respan_egress_denied", false),
    /** The stored credential does not open: whoever manages the provider must enter it again. */
    CREDENTIAL_UNREADABLE(424, "credential_unreadable", "user_auth_byok", false),
    /** No signature or token can be had with the stored credential. */
    NOT_AUTHORIZED(424, "upstream_auth_failed", "user_auth_byok", false),
    /** Too many calls to this provider are under way here already. */
    OVERLOADED(503, "provider_overloaded", "provider_overloaded", true);

    private final int status;
    private final String code;
    private final String errorClass;
    private final boolean retryable;

    Kind(int status, String code, String errorClass, boolean retryable) {
      this.status = status;
      this.code = code;
      this.errorClass = errorClass;
      this.retryable = retryable;
    }
  }

  @Override
  public int status() {
    return kind.status;
  }

  @Override
  public String code() {
    return kind.code;
  }

  @Override
  public String type() {
    return "upstream_error";
  }

  @Override
  public String message() {
    return "Provider `" + provider + "`: " + detail;
  }

  @Override
  public @Nullable Duration retryAfter() {
    return kind == Kind.OVERLOADED ? Duration.ofSeconds(1) : null;
  }

  @Override
  public boolean retryable() {
    return kind.retryable;
  }

  @Override
  public Fault fault() {
    return switch (kind) {
      case EGRESS_DENIED, CREDENTIAL_UNREADABLE, NOT_AUTHORIZED -> Fault.GATEWAY;
      default -> Fault.PROVIDER;
    };
  }

  @Override
  public String errorClass() {
    return kind.errorClass;
  }
}
