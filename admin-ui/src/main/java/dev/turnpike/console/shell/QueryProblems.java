package dev.turnpike.console.shell;

import dev.turnpike.core.span.SpanStore;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Questions about logs that cannot be answered, in the words of whoever could not. */
@Singleton
class QueryProblems {
  private final Shell shell;

  QueryProblems(Shell shell) {
    this.shell = shell;
  }

  @ServerExceptionMapper
  Response refused(SpanStore.QueryRefused refused) {
    return shell.problem(422, String.valueOf(refused.getMessage()));
  }

  /** {@link PageHeaders} says the rest. */
  @ServerExceptionMapper
  Response unavailable(SpanStore.StoreUnavailable unavailable) {
    return Response.status(503).build();
  }
}
