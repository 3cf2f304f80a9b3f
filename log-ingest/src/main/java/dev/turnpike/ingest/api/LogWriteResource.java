package dev.turnpike.ingest.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanStore.Annotation;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.ingest.api.LogIntake.Taken;
import dev.turnpike.ingest.api.form.SpanForm;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Logs come in here when their calls did not pass the gateway, and are changed and deleted here.
 */
@Path("/api/request-logs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("logs")
@Tag(name = "Logs")
public class LogWriteResource {
  private static final int MOST_AT_ONCE = 500;

  private final LogIntake intake;
  private final SpanStore store;
  private final CurrentPrincipal caller;

  LogWriteResource(LogIntake intake, SpanStore store, CurrentPrincipal caller) {
    this.intake = intake;
    this.store = store;
    this.caller = caller;
  }

  @POST
  @Operation(
      operationId = "createLog",
      summary = "Log a call that did not pass the gateway",
      description =
          """
          The answer is the stored log. It is durable before it is answered, also while the database \
          is away. With `unique_id` a retry with the same body is the same log; another body under \
          the same id is refused. Without `cost` it is computed from the model's prices, or from \
          `prompt_unit_price` and `completion_unit_price`; `cost_basis` says which. \
          `respan_api_controls: {"block": false}` answers before the database has it. A log may have \
          20 MiB.\
          """)
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "chat", value = LogExamples.CHAT)))
  @APIResponse(
      responseCode = "201",
      description = "The stored log",
      content = @Content(examples = @ExampleObject(name = "stored", value = LogExamples.STORED)))
  @APIResponse(
      responseCode = "400",
      description = "A field is wrong",
      content =
          @Content(
              examples =
                  @ExampleObject(name = "wrong", value = "{\"cost\": [\"Must be a number.\"]}")))
  @APIResponse(responseCode = "413", description = "More than 20 MiB")
  public Response create(InputStream body) {
    var wire = LogBody.read(body, LogBody.LARGEST_LOG);
    var taken = intake.take(wire, caller.get());
    if (taken instanceof Outcome.Invalid<Taken>(var errors)) {
      throw Answers.invalid(errors);
    }
    var log = ((Outcome.Done<Taken>) taken).value();
    if (!intake.isDurable(log)) {
      throw Answers.later("The log could not be written; send it again.");
    }
    if (waits(wire)) {
      intake.awaitStored();
    }
    return Answers.json(201, SpanWire.whole(log.span()));
  }

  @POST
  @Path("create")
  @Operation(
      operationId = "createLogLegacy",
      summary = "Log a call: the older address",
      hidden = true)
  public Response createAtOlderAddress(InputStream body) {
    return create(body);
  }

  private static boolean waits(ObjectNode wire) {
    var controls =
        wire.has("respan_api_controls")
            ? wire.get("respan_api_controls")
            : wire.path("keywordsai_api_controls");
    return controls.path("block").asBoolean(true);
  }

  @POST
  @Path("bulk")
  @Operation(
      operationId = "createLogs",
      summary = "Log up to 500 calls at once",
      description =
          "Takes what it can: `errors` names the others by their index. 422 when it could take"
              + " none.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ObjectNode.class),
              examples = @ExampleObject(name = "one", value = LogExamples.BULK)))
  @APIResponse(
      responseCode = "201",
      description = "At least one was taken",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "all",
                      value = "{\"success_count\": 1, \"error_count\": 0, \"errors\": []}")))
  public Response bulk(InputStream body) {
    var logs = LogBody.read(body, LogBody.LARGEST_BULK).path("logs");
    if (!logs.isArray() || logs.isEmpty() || logs.size() > MOST_AT_ONCE) {
      throw Answers.invalid(
          FieldErrors.of("logs", "Must be a list of 1 to " + MOST_AT_ONCE + " logs."));
    }
    var report = new BulkReport();
    var taken = new ArrayList<Optional<Taken>>();
    logs.forEach(log -> taken.add(take(log, taken.size(), report)));
    for (var index = 0; index < taken.size(); index++) {
      if (taken.get(index).isPresent()) {
        report.written(index, intake.isDurable(taken.get(index).get()));
      }
    }
    if (report.succeeded() > 0) {
      intake.awaitStored();
    }
    return Answers.json(report.succeeded() > 0 ? 201 : 422, report.wire());
  }

  private Optional<Taken> take(JsonNode log, int index, BulkReport report) {
    if (!(log instanceof ObjectNode wire)) {
      report.refused(index, "Must be an object.");
      return Optional.empty();
    }
    return switch (intake.take(wire, caller.get())) {
      case Outcome.Done<Taken> done -> Optional.of(done.value());
      case Outcome.Invalid<Taken>(var errors) -> {
        report.refused(index, errors);
        yield Optional.empty();
      }
      case Outcome.Missing<Taken>(var detail) -> {
        report.refused(index, detail);
        yield Optional.empty();
      }
      case Outcome.Forbidden<Taken>(var detail) -> {
        report.refused(index, detail);
        yield Optional.empty();
      }
    };
  }

  @PATCH
  @Path("{unique_id}")
  @Operation(
      operationId = "updateLog",
      summary = "Add notes to a log",
      description =
          "`metadata` is merged by key; `custom_identifier`, `note`, `category`,"
              + " `positive_feedback` and `blurred` are set. Nothing else of a log ever changes.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ObjectNode.class),
              examples =
                  @ExampleObject(
                      name = "note",
                      value = "{\"metadata\": {\"reviewed\": \"yes\"}, \"note\": \"fine\"}")))
  public Response change(@PathParam("unique_id") String id, InputStream body) {
    var read = SpanForm.readAnnotation(LogBody.read(body, LogBody.LARGEST_QUERY));
    if (read instanceof Outcome.Invalid<Annotation>(var errors)) {
      throw Answers.invalid(errors);
    }
    var organization = caller.get().organization();
    try {
      if (!store.annotate(organization, id, ((Outcome.Done<Annotation>) read).value())) {
        throw Answers.detail(404, Answers.LOG_NOT_FOUND);
      }
      return store
          .find(organization, id)
          .map(span -> Answers.json(200, SpanWire.whole(span)))
          .orElseThrow(() -> Answers.detail(404, Answers.LOG_NOT_FOUND));
    } catch (StoreUnavailable e) {
      throw Answers.later(LogReadResource.AWAY);
    }
  }

  @PATCH
  @Path("batch-update")
  @Operation(
      operationId = "updateLogs",
      summary = "Add notes to up to 500 logs at once",
      description =
          "Each with its `unique_id` and what is to be changed, as for one log. Changes what it"
              + " can: `errors` names the others by their index. 422 when it could change none.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = ObjectNode.class),
              examples =
                  @ExampleObject(
                      name = "one",
                      value = "{\"logs\": [{\"unique_id\": \"my-log\", \"note\": \"fine\"}]}")))
  public Response changeAll(InputStream body) {
    var logs = LogBody.read(body, LogBody.LARGEST_LOG).path("logs");
    if (!logs.isArray() || logs.isEmpty() || logs.size() > MOST_AT_ONCE) {
      throw Answers.invalid(
          FieldErrors.of("logs", "Must be a list of 1 to " + MOST_AT_ONCE + " logs."));
    }
    var report = new BulkReport();
    try {
      for (var index = 0; index < logs.size(); index++) {
        change(logs.get(index), index, report);
      }
    } catch (StoreUnavailable e) {
      throw Answers.later(LogReadResource.AWAY);
    }
    return Answers.json(report.succeeded() > 0 ? 200 : 422, report.wire());
  }

  private void change(JsonNode log, int index, BulkReport report) {
    var id = log.path("unique_id");
    if (!(log instanceof ObjectNode wire) || !id.isTextual() || id.textValue().isEmpty()) {
      report.refused(index, FieldErrors.of("unique_id", "This field is required."));
      return;
    }
    switch (SpanForm.readAnnotation(wire)) {
      case Outcome.Done<Annotation> done -> {
        if (store.annotate(caller.get().organization(), id.textValue(), done.value())) {
          report.written(index, true);
        } else {
          report.refused(index, Answers.LOG_NOT_FOUND);
        }
      }
      case Outcome.Invalid<Annotation>(var errors) -> report.refused(index, errors);
      case Outcome.Missing<Annotation>(var detail) -> report.refused(index, detail);
      case Outcome.Forbidden<Annotation>(var detail) -> report.refused(index, detail);
    }
  }

  @DELETE
  @Path("{unique_id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "deleteLog",
      summary = "Delete a log",
      description =
          "Facts and bodies go; what was called and spent stays in the totals of keys and customers"
              + " and in all dashboards.")
  @APIResponse(responseCode = "204", description = "It is gone")
  public Response delete(@PathParam("unique_id") String id) {
    try {
      if (!store.delete(caller.get().organization(), id)) {
        throw Answers.detail(404, Answers.LOG_NOT_FOUND);
      }
      return Response.noContent().build();
    } catch (StoreUnavailable e) {
      throw Answers.later(LogReadResource.AWAY);
    }
  }
}
