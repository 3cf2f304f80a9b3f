package dev.turnpike.ingest.api;

import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.span.SpanStore.QueryRefused;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Refusals in the forms the platform's clients read. */
final class Answers {
  static final String LOG_NOT_FOUND = "Log not found";

  private Answers() {}

  static WebApplicationException detail(int status, String text) {
    return new WebApplicationException(json(status, Map.of("detail", text)));
  }

  static WebApplicationException invalid(FieldErrors errors) {
    return new WebApplicationException(json(400, errors.byField()));
  }

  static WebApplicationException unreadable(String text) {
    return new WebApplicationException(json(400, Map.of("error", text)));
  }

  /** 413 for too much, as the wire has it; clients do not repeat either. */
  static WebApplicationException refused(QueryRefused refusal) {
    var text = String.valueOf(refusal.getMessage());
    return switch (refusal.reason()) {
      case TOO_MUCH -> detail(413, text);
      case BAD_PATTERN -> invalid(FieldErrors.of("filters", text));
    };
  }

  /** Clients repeat what is answered so. */
  static WebApplicationException later(String text) {
    return new WebApplicationException(
        Response.fromResponse(json(503, Map.of("detail", text)))
            .header(HttpHeaders.RETRY_AFTER, 2)
            .build());
  }

  static Response json(int status, Object body) {
    return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
  }
}
