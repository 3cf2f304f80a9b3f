package dev.turnpike.gateway.error;

import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * The bodies clients of the platform's API read: {@code detail} for what concerns the whole
 * request, {@code error} for a body that cannot be read, and lists of messages by field for bad
 * input.
 */
public final class Refusal {

  public static final String NOT_FOUND = "Not found.";

  private Refusal() {}

  /** {@code {"detail": text}} under the given status. */
  public static Response detail(int status, String text) {
    return json(status, Map.of("detail", text));
  }

  /** 400 {@code {"error": text}}: the body is not what the endpoint can read at all. */
  public static Response unreadable(String text) {
    return json(400, Map.of("error", text));
  }

  /** 400 with the messages by field. */
  public static Response invalid(FieldErrors errors) {
    return json(400, errors.byField());
  }

  public static Response invalid(String field, String message) {
    return invalid(FieldErrors.of(field, message));
  }

  /**
   * The answer to an outcome that is not {@link Outcome.Done}.
   *
   * @throws IllegalArgumentException when it is
   */
  public static Response of(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Invalid<?>(var errors) -> invalid(errors);
      case Outcome.Missing<?>(var detail) -> detail(404, detail);
      case Outcome.Forbidden<?>(var detail) -> detail(403, detail);
      case Outcome.Done<?> done ->
          throw new IllegalArgumentException("nothing was refused: " + done);
    };
  }

  /**
   * What a use case made.
   *
   * @throws WebApplicationException with the refusal, when it made nothing
   */
  public static <T> Outcome.Done<T> doneOrThrow(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> done) {
      return done;
    }
    throw new WebApplicationException(of(outcome));
  }

  static Response json(int status, Object body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
  }
}
