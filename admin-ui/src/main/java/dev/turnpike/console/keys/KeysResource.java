package dev.turnpike.console.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Form;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.NewKey;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists, creates, rotates and revokes API keys. A new key is in the answer to its creation and
 * nowhere else.
 */
@Path("/console/keys")
@Console
@RolesAllowed("viewer")
public class KeysResource {
  private final Keys keys;
  private final Clock clock;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  KeysResource(Keys keys, Clock clock, CurrentMember current, Fields fields, Shell shell) {
    this.keys = keys;
    this.clock = clock;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "keys")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(List<KeyRow> rows, @Nullable NewKey made);

    static native TemplateInstance sheet(Form form);

    static native TemplateInstance rotate(VirtualKey key, Form form);
  }

  @GET
  public Response list() {
    return Shell.ok(page(null));
  }

  @GET
  @Path("new")
  @RolesAllowed("editor")
  public Response blank() {
    return Shell.ok(
        Templates.sheet(
            new Form(
                Map.of(
                    "right", List.of("calls", "logs"),
                    "environment", List.of("prod"),
                    "log_privacy", List.of("full")),
                new FieldErrors(Map.of()))));
  }

  @POST
  @RolesAllowed("editor")
  public Response create() {
    return switch (keys.create(org(), read())) {
      case Outcome.Done<NewKey>(var made, var created, var notices) -> Shell.ok(page(made));
      case Outcome.Invalid<NewKey>(var errors) ->
          Shell.invalid(Templates.sheet(Form.refused(fields, errors)));
      case Outcome.Missing<NewKey>(var detail) -> shell.missing(Optional.of(detail));
      case Outcome.Forbidden<NewKey>(var detail) -> shell.problem(403, detail);
    };
  }

  @POST
  @Path("{id}/revoke")
  @RolesAllowed("editor")
  public Response revoke(UUID id) {
    return keys.revoke(org(), id) instanceof Outcome.Done<VirtualKey> done
        ? shell.then(
            "/console/keys", "Revoked " + done.value().name() + ". Calls with it are refused.")
        : shell.missing(Optional.empty());
  }

  @GET
  @Path("{id}/rotate")
  @RolesAllowed("editor")
  public Response rotation(UUID id) {
    return keys.find(org(), id)
        .map(key -> Shell.ok(Templates.rotate(key, Form.empty())))
        .orElseGet(() -> shell.missing(Optional.empty()));
  }

  /** Makes the successor; {@code overlap} is how many hours the old key goes on working. */
  @POST
  @Path("{id}/rotate")
  @RolesAllowed("editor")
  public Response rotate(UUID id) {
    return switch (keys.rotate(org(), id, overlap(fields.one("overlap")))) {
      case Outcome.Done<NewKey>(var made, var created, var notices) -> Shell.ok(page(made));
      case Outcome.Invalid<NewKey>(var errors) ->
          keys.find(org(), id)
              .map(key -> Shell.invalid(Templates.rotate(key, Form.refused(fields, errors))))
              .orElseGet(() -> shell.missing(Optional.empty()));
      case Outcome.Missing<NewKey> gone -> shell.missing(Optional.empty());
      case Outcome.Forbidden<NewKey>(var detail) -> shell.problem(403, detail);
    };
  }

  /** What is no number is refused by the use case, as a negative one is. */
  private static Duration overlap(String hours) {
    try {
      return Duration.ofHours(Integer.parseInt(hours));
    } catch (NumberFormatException e) {
      return Duration.ofHours(-1);
    }
  }

  private ObjectNode read() {
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("name", fields.one("name"));
    var rights = wire.putArray("rights");
    fields.all("right").forEach(rights::add);
    wire.put("environment", fields.one("environment"));
    for (var name :
        List.of("expiry_date", "max_usage", "rate_limit", "spending_limit", "log_privacy")) {
      var typed = fields.one(name);
      if (!typed.isEmpty()) {
        wire.put(name, typed);
      }
    }
    return wire;
  }

  private TemplateInstance page(@Nullable NewKey made) {
    var uses = keys.uses(org());
    var now = clock.instant();
    return Templates.list(
        keys.list(org()).stream()
            .map(k -> new KeyRow(k, uses.getOrDefault(k.id(), KeyUse.NONE), now))
            .toList(),
        made);
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
