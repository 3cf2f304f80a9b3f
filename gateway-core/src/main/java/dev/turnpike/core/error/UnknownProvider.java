package dev.turnpike.core.error;

import dev.turnpike.core.dialect.DialectId;
import org.jspecify.annotations.Nullable;

/**
 * The path names a provider that cannot be relayed to.
 *
 * @param wanted the format that the path relays, where there is such a provider, though without it;
 *     absent where there is none
 */
public record UnknownProvider(String id, @Nullable DialectId wanted) implements GatewayError {
  @Override
  public int status() {
    return 404;
  }

  @Override
  public String code() {
    return "provider_not_found";
  }

  @Override
  public String type() {
    return "invalid_request_error";
  }

  @Override
  public String message() {
    var name = "Provider `" + Excerpt.of(id, 100) + "` ";
    return wanted != null
        ? name + "does not speak the format " + wanted.wire() + ", which this path relays."
        : name + "does not exist. GET /api/providers/ lists those there are.";
  }

  @Override
  public Fault fault() {
    return Fault.CALLER;
  }

  @Override
  public String errorClass() {
    return "user_invalid_request";
  }
}
