package dev.turnpike.core.error;

/**
 * The provider was switched off by its vendor.
 *
 * @param note what became of it, in a sentence
 */
public record ProviderRetired(String id, String note) implements GatewayError {
  @Override
  public int status() {
    return 410;
  }

  @Override
  public String code() {
    return "provider_retired";
  }

  @Override
  public String type() {
    return "invalid_request_error";
  }

  @Override
  public String message() {
    return note;
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
    return "user_invalid_request";
  }
}
