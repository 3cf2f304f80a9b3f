package dev.turnpike.core.error;

/**
 * The path names a provider that cannot be relayed to.
 *
 * @param known whether there is such a provider, though without a format of OpenAI's
 */
public record UnknownProvider(String id, boolean known) implements GatewayError {
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
    return known
        ? name + "does not speak the format openai-chat, which this path relays."
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
