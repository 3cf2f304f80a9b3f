package dev.turnpike.core.error;

/**
 * What the gateway itself refuses or fails at, one line each: the status, and the words by which
 * programs and logs tell it apart. Where an error knows a closer code, it says that instead.
 */
enum Sort {
  UNAUTHENTICATED(401, "invalid_api_key", "authentication_error", "user_auth_byok"),
  NOT_PERMITTED(403, "permission_denied", "permission_error", "user_auth_byok"),
  INVALID_REQUEST(400, "invalid_value", "invalid_request_error", "user_invalid_request"),
  BODY_TOO_LARGE(413, "request_too_large", "invalid_request_error", "user_payload_too_large"),
  UNKNOWN_MODEL(404, "model_not_found", "invalid_request_error", "user_invalid_request"),
  UNSUPPORTED(400, "unsupported_parameter", "invalid_request_error", "user_invalid_request"),
  RATE_LIMITED(429, "rate_limited", "rate_limit_error", "user_rate_limit"),
  LIMIT_REACHED(429, "limit_reached", "insufficient_quota", "user_quota"),
  CALLER_LEFT(499, "client_cancelled", "client_cancelled", "client_cancelled"),
  INTERNAL(500, "internal_error", "api_error", "respan_internal");

  private final int status;
  private final String code;
  private final String type;
  private final String errorClass;

  Sort(int status, String code, String type, String errorClass) {
    this.status = status;
    this.code = code;
    this.type = type;
    this.errorClass = errorClass;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String type() {
    return type;
  }

  String errorClass() {
    return errorClass;
  }

  Fault fault() {
    return this == INTERNAL ? Fault.GATEWAY : Fault.CALLER;
  }
}
