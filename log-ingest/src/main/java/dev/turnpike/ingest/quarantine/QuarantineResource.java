package dev.turnpike.ingest.quarantine;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.QuarantinedSpans;
import dev.turnpike.core.span.SpoolGauges;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Logs that the database refused for good: which they are and why, and sending them again. */
@Path("/api/request-logs/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("management")
@Tag(name = "Logs")
public class QuarantineResource {
  private static final int MOST = 100;

  private static final String LISTING =
      """
      {"count": 1, "damaged_stretches": 0, "results": [{
        "id": "1790000000000-0190b3f0-0000-7000-8000-000000000001-5c1f",
        "unique_id": "0190b3f0-1234-7abc-8def-0123456789ab",
        "reason": "the database does not take a value of it",
        "model": "llama-3", "log_method": "inference",
        "start_time": "2026-01-31T12:00:00Z"}]}
      """;

  private static final String REPLAY =
      """
      {"ids": ["1790000000000-0190b3f0-0000-7000-8000-000000000001-5c1f"]}
      """;

  private final QuarantinedSpans quarantine;
  private final SpoolGauges gauges;
  private final CurrentPrincipal caller;

  QuarantineResource(QuarantinedSpans quarantine, SpoolGauges gauges, CurrentPrincipal caller) {
    this.quarantine = quarantine;
    this.gauges = gauges;
    this.caller = caller;
  }

  /**
   * What is kept.
   *
   * @param count logs of the caller's organization kept by this gateway
   * @param damagedStretches of its log files since the start, kept in files beside them
   */
  @Schema(name = "Quarantine")
  public record Listing(
      int count, @JsonProperty("damaged_stretches") long damagedStretches, List<Entry> results) {}

  /** One log that is kept. */
  @Schema(name = "QuarantinedLog")
  public record Entry(
      @Schema(description = "Names it in a replay") String id,
      @JsonProperty("unique_id") String uniqueId,
      String reason,
      String model,
      @JsonProperty("log_method") String logMethod,
      @JsonProperty("start_time") Instant startTime) {
    static Entry of(QuarantinedSpans.Kept kept) {
      var span = kept.span();
      return new Entry(
          kept.id(),
          span.id(),
          kept.reason(),
          span.called().model(),
          span.origin().method(),
          span.timing().start());
    }
  }

  /**
   * Which logs to send again.
   *
   * @param ids absent or empty: all
   */
  @Schema(name = "Replay")
  public record Replay(@Nullable Set<String> ids) {}

  /** How many were sent. */
  @Schema(name = "Replayed")
  public record Replayed(int sent) {}

  @GET
  @Operation(
      operationId = "listQuarantinedLogs",
      summary = "List logs that could not be stored",
      description =
          "The oldest first, a hundred a page, from the gateway that answers: each replica keeps"
              + " its own.")
  @APIResponse(
      responseCode = "200",
      description = "What is kept",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Listing.class),
              examples = @ExampleObject(name = "quarantine", value = LISTING)))
  public Listing list(
      @Parameter(description = "From 1") @QueryParam("page") @DefaultValue("1") int page) {
    var results = quarantine.list(organization(), (Math.max(1, page) - 1) * MOST, MOST);
    return new Listing(
        quarantine.count(organization()),
        gauges.read().damaged(),
        results.stream().map(Entry::of).toList());
  }

  @POST
  @Path("replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replayQuarantinedLogs",
      summary = "Store quarantined logs again",
      description =
          "Sends them through the spool; what is refused again comes back. A log that is stored"
              + " already is not stored twice, so this may be repeated.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Replay.class),
              examples = @ExampleObject(name = "replay", value = REPLAY)))
  @APIResponse(
      responseCode = "200",
      description = "How many were sent",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Replayed.class),
              examples = @ExampleObject(name = "replayed", value = "{\"sent\": 1}")))
  public Replayed replay(@Nullable Replay which) {
    var ids = which == null || which.ids() == null ? Set.<String>of() : which.ids();
    return new Replayed(quarantine.replay(organization(), ids));
  }

  private OrganizationId organization() {
    return caller.get().organization();
  }
}
