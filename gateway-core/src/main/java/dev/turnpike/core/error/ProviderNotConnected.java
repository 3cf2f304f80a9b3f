package dev.turnpike.core.error;

/**
 * The model is one of a built-in provider for which no usable credential is there.
 *
 * @param connected whether there are credentials, though none may serve this model
 */
public record ProviderNotConnected(String id, String name, String model, boolean connected)
    implements GatewayError {
  @Override
  public int status() {
    return 404;
  }

  @Override
  public String code() {
    return "provider_not_connected";
  }

  @Override
  public String type() {
    return "invalid_request_error";
  }

  @Override
  public String message() {
    return connected
        ? "No credential of " + name + " may serve `" + Excerpt.of(model, 200) + "`."
        : name
            + " has no credential here. Enter one under Integrations, or send it with the call as"
            + " customer_credentials.";
  }

  @Override
  public String param() {
    return "model";
  }

  @Override
  public Fault fault() {
    return Fault.CALLER;
  }

  @Override
  public String errorClass() {
    return "user_auth_byok";
  }
}
