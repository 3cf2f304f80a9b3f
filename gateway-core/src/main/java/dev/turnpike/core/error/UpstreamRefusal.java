package dev.turnpike.core.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A provider answered with an error status of its own.
 *
 * @param upstreamStatus the provider's status, 400 or above
 * @param upstreamMessage the provider's own words, free of our credential and its address; may be
 *     empty
 * @param upstreamCode the provider's own code, where it gave one
 * @param upstreamType the provider's own type, where it gave one
 */
public record UpstreamRefusal(
    String provider,
    int upstreamStatus,
    String upstreamMessage,
    @Nullable String upstreamCode,
    @Nullable String upstreamType,
    @Nullable String param,
    @Nullable Duration retryAfter)
    implements GatewayError {

  /** 401, 403 and 404 speak of what we store, not of what the caller sent. */
  private boolean oursToMend() {
    return upstreamStatus == 401 || upstreamStatus == 403 || upstreamStatus == 404;
  }

  @Override
  public int status() {
    return oursToMend() ? 424 : upstreamStatus;
  }

  @Override
  public String code() {
    if (oursToMend()) {
      return upstreamStatus == 404 ? "upstream_model_not_found" : "upstream_auth_failed";
    }
    if (upstreamCode != null) {
      return upstreamCode;
    }
    return upstreamStatus == 429 ? "upstream_rate_limited" : "upstream_error";
  }

  @Override
  public String type() {
    if (oursToMend()) {
      return "upstream_error";
    }
    if (upstreamType != null) {
      return upstreamType;
    }
    if (upstreamStatus == 429) {
      return "rate_limit_error";
    }
    return upstreamStatus < 500 ? "invalid_request_error" : "upstream_error";
  }

  @Override
  public String message() {
    var said = upstreamMessage.isEmpty() ? "" : " It said: " + upstreamMessage;
    if (upstreamStatus == 404) {
      return "Provider `"
          + provider
          + "` does not know the stored model name or path (status 404). Check the model's upstream"
          + " name and the provider's base URL in the gateway."
          + said;
    }
    if (oursToMend()) {
      return "Provider `"
          + provider
          + "` refused the stored credential (status "
          + upstreamStatus
          + "). Check the provider's API key in the gateway."
          + said;
    }
    if (upstreamMessage.isEmpty()) {
      return "Provider `"
          + provider
          + "` answered with status "
          + upstreamStatus
          + " and no message.";
    }
    // 402 is about the provider's account, which the caller cannot tell from our own credits.
    return upstreamStatus == 402
        ? "Provider `" + provider + "`: " + upstreamMessage
        : upstreamMessage;
  }

  @Override
  public boolean retryable() {
    return upstreamStatus == 429 || upstreamStatus == 408 || upstreamStatus >= 500;
  }

  @Override
  public Fault fault() {
    if (oursToMend()) {
      return Fault.GATEWAY;
    }
    return upstreamStatus == 429 || upstreamStatus >= 500 || upstreamStatus == 402
        ? Fault.PROVIDER
        : Fault.CALLER;
  }

  @Override
  public String errorClass() {
    return switch (upstreamStatus) {
      case 401, 403 -> "user_auth_byok";
      case 402 -> "user_quota";
      case 408, 504 -> "provider_timeout";
      case 413 -> "user_payload_too_large";
      case 429 -> "provider_rate_limit";
      case 503, 529 -> "provider_overloaded";
      default -> upstreamStatus >= 500 ? "provider_down" : "user_invalid_request";
    };
  }
}
