package dev.turnpike.gateway.http;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.gateway.relay.ModelCalls;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Reads the paths of {@link DocumentRoutes}: only what has a known form goes on to the provider.
 */
public final class DocumentPath implements Handler<RoutingContext> {
  private static final Pattern JOB = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");
  private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9.]{1,16}");

  private final ModelCalls calls;
  private final Operation operation;

  public DocumentPath(ModelCalls calls, Operation operation) {
    this.calls = calls;
    this.operation = operation;
  }

  @Override
  public void handle(RoutingContext routing) {
    var job = routing.pathParam("job_id");
    if (job != null && !JOB.matcher(job).matches()) {
      refuse(routing, "job_id", "The path must end in the id of a job.");
      return;
    }
    var name = operation == Operation.DOCUMENT_JOB ? "timeout" : "extension";
    var form = operation == Operation.DOCUMENT_JOB ? SECONDS : EXTENSION;
    boolean queried = operation == Operation.DOCUMENT_JOB || operation == Operation.DOCUMENT_UPLOAD;
    var given = queried ? routing.request().getParam(name) : null;
    if (given != null && !form.matcher(given).matches()) {
      refuse(
          routing,
          name,
          name.equals("timeout")
              ? "`timeout` must be a number of seconds below 10000."
              : "`extension` must be the ending of a file name, such as .pdf.");
      return;
    }
    calls.serve(
        routing,
        Entrance.ofDocuments(
            operation,
            (job == null ? "" : "/" + job) + (given == null ? "" : "?" + name + "=" + given)));
  }

  private void refuse(RoutingContext routing, String parameter, String message) {
    calls.refuse(routing, DialectId.REDUCTO_PARSE, new InvalidRequest(message, parameter));
  }
}
