package dev.turnpike.ingest.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.rollup.StoredVolume;
import dev.turnpike.ingest.api.Answers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much room the logs of the caller's organization take. There is one class of storage. */
@Path("/api/dashboard/storage-volume")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("logs")
@Tag(name = "Dashboard")
public class StoredVolumeResource {
  private final StoredVolume volume;
  private final CurrentPrincipal caller;
  private final Clock clock;

  StoredVolumeResource(StoredVolume volume, CurrentPrincipal caller, Clock clock) {
    this.volume = volume;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "dashboardStorageVolume",
      summary = "Room that logs take on disk, by the day they came in",
      description =
          "Days are those of UTC, of all environments; days whose logs were dropped are left out."
              + " Of a day that several organizations share, bytes are divided by numbers of logs.")
  @Parameter(name = "summary_type", in = ParameterIn.QUERY, example = "monthly")
  @Parameter(name = "date", in = ParameterIn.QUERY, example = "2026-01-31")
  public Response days(@Context UriInfo address) {
    var wire = JsonNodeFactory.instance.objectNode();
    var data = wire.putArray("data");
    for (var day : read(address)) {
      var at = day.day().atStartOfDay(ZoneOffset.UTC).toInstant();
      var row = JsonNodeFactory.instance.objectNode().put("date_group", at.toString());
      data.add(fill(row, day.bytes(), day.logs()));
    }
    return Answers.json(200, wire);
  }

  @GET
  @Path("summary")
  @Operation(operationId = "dashboardStorageVolumeSummary", summary = "The same as one total")
  @Parameter(name = "summary_type", in = ParameterIn.QUERY, example = "monthly")
  @Parameter(name = "date", in = ParameterIn.QUERY, example = "2026-01-31")
  public Response total(@Context UriInfo address) {
    var days = read(address);
    var wire = JsonNodeFactory.instance.objectNode();
    fill(
        wire.putObject("summary"),
        days.stream().mapToLong(StoredVolume.Day::bytes).sum(),
        days.stream().mapToLong(StoredVolume.Day::logs).sum());
    return Answers.json(200, wire);
  }

  private List<StoredVolume.Day> read(UriInfo address) {
    var window = DashboardWindow.read(address.getQueryParameters(), clock.instant());
    var last = LocalDate.ofInstant(window.to().minusNanos(1), ZoneOffset.UTC);
    var first = LocalDate.ofInstant(window.from(), ZoneOffset.UTC);
    var organization = caller.get().organization();
    return Answers.read(() -> volume.days(organization, first, last.plusDays(1)));
  }

  private static ObjectNode fill(ObjectNode wire, long bytes, long logs) {
    return wire.put("total_bytes", bytes)
        .put("object_count", logs)
        .put("standard_bytes", bytes)
        .put("glacier_ir_bytes", 0)
        .put("deep_archive_bytes", 0);
  }
}
