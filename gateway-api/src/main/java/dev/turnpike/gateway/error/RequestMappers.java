package dev.turnpike.gateway.error;

import dev.turnpike.core.access.stray.Stray;
import dev.turnpike.core.access.stray.Strays;
import dev.turnpike.core.change.ConfigurationChanges.ConfigurationUnavailable;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Puts every other refusal, and every fault, into the form clients read. */
final class RequestMappers {

  private static final Logger LOG = Logger.getLogger(RequestMappers.class);

  private final Strays strays;

  RequestMappers(Strays strays) {
    this.strays = strays;
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refused, RoutingContext context) {
    var response = refused.getResponse();
    if (response.hasEntity() || ConsolePaths.contain(context)) {
      return response;
    }
    int status = response.getStatus();
    if (status < 400) {
      return response;
    }
    if (status >= 500) {
      return fault(refused, context);
    }
    var request = context.request();
    if (status == 404 && HttpMethod.POST.equals(request.method())) {
      strays.add(request.path(), Stray.Reason.NO_SUCH_PATH);
    }
    var answer = Response.fromResponse(Refusal.detail(status, reason(status, context)));
    var allow = response.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
  }

  private static String reason(int status, RoutingContext context) {
    var request = context.request();
    return switch (status) {
      case 404 -> Refusal.NOT_FOUND;
      case 405 -> "Method \"" + request.method().name() + "\" not allowed.";
      case 406 -> "Could not satisfy the request Accept header.";
      case 413 -> "The request body is too large.";
      case 415 -> {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        yield type == null
            ? "The request has no Content-Type; send application/json."
            : "Unsupported media type \"" + type + "\" in request; send application/json.";
      }
      default -> "The request could not be read.";
    };
  }

  /** Calls go on without the database; changes of the configuration cannot. */
  @ServerExceptionMapper
  Response mustWait(ConfigurationUnavailable unavailable) {
    return Response.fromResponse(Refusal.detail(503, String.valueOf(unavailable.getMessage())))
        .header(HttpHeaders.RETRY_AFTER, 2)
        .build();
  }

  /**
   * The cause goes to our log, where the operator finds it; the caller learns only that it was us.
   */
  @ServerExceptionMapper
  Response fault(Throwable cause, RoutingContext context) {
    var request = context.request();
    LOG.errorf(cause, "%s %s failed", request.method().name(), context.normalizedPath());
    if (ConsolePaths.contain(context)) {
      return Response.status(500).type("text/plain").entity("Internal server error.").build();
    }
    return Refusal.json(
        500, Map.of("detail", "Internal server error.", "error_code", "INTERNAL_ERROR"));
  }
}
