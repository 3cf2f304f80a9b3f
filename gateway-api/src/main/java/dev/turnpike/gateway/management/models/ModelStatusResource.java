package dev.turnpike.gateway.management.models;

import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Rollups.Point;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import dev.turnpike.core.span.WireTime;
import dev.turnpike.gateway.error.Refusal;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * How a model fared for the caller's organization, from sums that were kept while logging. Open to
 * anyone, who without a key has no calls to tell of.
 */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "Models")
public class ModelStatusResource {
  // A name takes the rest of the path, but for this last word.
  private static final String STATUS = "{model_name: .+(?=/status/?$)}/status";

  private static final Duration LONGEST = Duration.ofDays(90);

  /** More points than anybody looks at. */
  private static final int MOST_POINTS = 5_000;

  private static final Map<String, Step> TICKS =
      Map.of("minute", Step.MINUTE, "hour", Step.HOUR, "day", Step.DAY);

  private final ModelReads reads;
  private final Rollups rollups;
  private final CurrentPrincipal caller;

  ModelStatusResource(ModelReads reads, Rollups rollups, CurrentPrincipal caller) {
    this.reads = reads;
    this.rollups = rollups;
    this.caller = caller;
  }

  @GET
  @Path(STATUS)
  @Operation(
      operationId = "modelStatus",
      summary = "How a model fared over time",
      description =
          "Uptime in percent of the attempts of your own calls, and their speed, by minute, hour or"
              + " day, over at most 90 days. An unknown model, or no key: an empty series.")
  public ModelStatus get(
      @PathParam("model_name") String name,
      @Parameter(description = "ISO 8601", required = true) @QueryParam("start_time")
          @Nullable String from,
      @Parameter(description = "ISO 8601, exclusive", required = true) @QueryParam("end_time")
          @Nullable String to,
      @Parameter(description = "At this provider alone") @QueryParam("provider_id")
          @Nullable String provider,
      @Parameter(description = "minute, hour or day; hour when not told") @QueryParam("time_tick")
          @Nullable String tick) {
    var window = Window.read(from, to, tick);
    var model = reads.find(name);
    var asked = new ModelStatus.Asked(name, provider, window.tick, window.from, window.to);
    var principal = caller.find();
    if (model.isEmpty() || principal.isEmpty()) {
      return ModelStatus.of(asked, List.of(), List.of());
    }
    var all = RollupQuery.all(principal.get().organization(), window.from, window.to);
    return ModelStatus.of(
        asked,
        read(() -> attempts(all, window.step, model.get(), provider)),
        read(() -> calls(all, window.step, model.get(), provider)));
  }

  @POST
  @Path(STATUS)
  @Operation(operationId = "askModelStatus", summary = "The same, for clients that post")
  public ModelStatus post(
      @PathParam("model_name") String name,
      @QueryParam("start_time") @Nullable String from,
      @QueryParam("end_time") @Nullable String to,
      @QueryParam("provider_id") @Nullable String provider,
      @QueryParam("time_tick") @Nullable String tick) {
    return get(name, from, to, provider, tick);
  }

  private List<Point> attempts(
      RollupQuery all, Step step, ModelWire model, @Nullable String provider) {
    var upstream = model.baseModelName() == null ? model.modelName() : model.baseModelName();
    var query =
        all.where(
            List.of(
                is(SpanField.UPSTREAM_MODEL, upstream),
                is(SpanField.PROVIDER, provider == null ? model.ownedBy() : provider)));
    return rollups.attempts(query, step, SpanField.UPSTREAM_MODEL, 1).stream()
        .flatMap(line -> line.points().stream())
        .toList();
  }

  /** A built-in model is called by its bare name as well. */
  private List<Point> calls(
      RollupQuery all, Step step, ModelWire model, @Nullable String provider) {
    var names =
        model.affiliationCategory().equals(ModelWire.GLOBAL) && model.baseModelName() != null
            ? List.of(model.modelName(), model.baseModelName())
            : List.of(model.modelName());
    return rollups.series(
        all.where(
            List.of(
                new Condition(SpanField.MODEL.wire(), Operator.ANY, names),
                is(SpanField.PROVIDER, provider == null ? model.ownedBy() : provider))),
        step);
  }

  private static Condition is(SpanField field, String value) {
    return new Condition(field.wire(), Operator.ANY, List.of(value));
  }

  private interface Reading {
    List<Point> read();
  }

  private static List<Point> read(Reading reading) {
    try {
      return reading.read();
    } catch (StoreUnavailable e) {
      var body = Map.of("detail", "Sums cannot be read now: the database does not answer.");
      throw new WebApplicationException(
          e, Response.status(503).header(HttpHeaders.RETRY_AFTER, 2).entity(body).build());
    }
  }

  private record Window(Instant from, Instant to, String tick, Step step) {
    static Window read(@Nullable String start, @Nullable String end, @Nullable String tick) {
      var errors = new FieldErrors.Builder();
      var from = time("start_time", start, errors);
      var to = time("end_time", end, errors);
      var word = tick == null || tick.isBlank() ? "hour" : tick.strip();
      var step = TICKS.get(word);
      if (step == null) {
        errors.add("time_tick", "Must be minute, hour or day.");
      } else if (from.isPresent() && to.isPresent()) {
        var length = Duration.between(from.get(), to.get());
        if (length.isNegative()) {
          errors.add("start_time", "Must not be after end_time.");
        } else if (length.compareTo(LONGEST) > 0) {
          errors.add("start_time", "Must not be more than 90 days before end_time.");
        } else if (length.dividedBy(step.length()) > MOST_POINTS) {
          errors.add("time_tick", "Makes too many points; choose a longer one.");
        }
      }
      if (!errors.isEmpty() || step == null) {
        throw new WebApplicationException(Refusal.invalid(errors.build()));
      }
      return new Window(from.orElseThrow(), to.orElseThrow(), word, step);
    }

    private static Optional<Instant> time(
        String name, @Nullable String text, FieldErrors.Builder errors) {
      if (text == null || text.isBlank()) {
        errors.add(name, "This field is required.");
        return Optional.empty();
      }
      try {
        return Optional.of(WireTime.parse(text));
      } catch (DateTimeException e) {
        errors.add(name, "Must be an ISO 8601 time, such as 2026-01-31T12:00:00Z.");
        return Optional.empty();
      }
    }
  }
}
