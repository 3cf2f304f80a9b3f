package dev.turnpike.ingest.api;

import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.span.SpanStore.QueryRefused;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;

/** Refusals in the forms the platform's clients read. */
public final class Answers {
  static final String LOG_NOT_FOUND = "Log not found";

  private Answers() {}

  public static WebApplicationException detail(int status, String text) {
    return new WebApplicationException(json(status, Map.of("detail", text)));
  }

  public static WebApplicationException invalid(FieldErrors errors) {
    return new WebApplicationException(json(400, errors.byField()));
  }

  public static WebApplicationException unreadable(String text) {
    return new WebApplicationException(json(400, Map.of("error", text)));
  }

  /** 413 for too much, as the wire has it; clients do not repeat either. */
  public static WebApplicationException refused(QueryRefused refusal) {
    var text = String.valueOf(refusal.getMessage());
    return switch (refusal.reason()) {
      case TOO_MUCH -> detail(413, text);
      case BAD_PATTERN -> invalid(FieldErrors.of("filters", text));
    };
  }

  /** Clients repeat what is answered so. */
  public static WebApplicationException later(String text) {
    return new WebApplicationException(
        Response.fromResponse(json(503, Map.of("detail", text)))
            .header(HttpHeaders.RETRY_AFTER, 2)
            .build());
  }

  public static Response json(int status, Object body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
  }

  /** What was read, or the refusal that says why it could not be. */
  public static <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StoreUnavailable e) {
      throw later("Logs cannot be read now: the database does not answer.");
    } catch (QueryRefused e) {
      throw refused(e);
    }
  }
}
