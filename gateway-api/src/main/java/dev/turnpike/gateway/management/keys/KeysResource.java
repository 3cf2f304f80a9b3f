package dev.turnpike.gateway.management.keys;

import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.KeyUse;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.gateway.error.Refusal;
import dev.turnpike.gateway.management.body.JsonBody;
import dev.turnpike.gateway.management.page.Page;
import dev.turnpike.gateway.management.page.Paging;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The organization's API keys; the path's name is the platform's, the keys live until they end. */
@Path("/api/temporary-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("management")
@Tag(name = "API keys")
public class KeysResource {

  private final Keys keys;
  private final CurrentPrincipal caller;

  KeysResource(Keys keys, CurrentPrincipal caller) {
    this.keys = keys;
    this.caller = caller;
  }

  @GET
  @Operation(operationId = "listKeys", summary = "List API keys, newest first, with their use")
  public Page<KeyWire> list(@BeanParam Paging paging) {
    var uses = keys.uses(organization());
    return paging.of(
        keys.list(organization()),
        key -> KeyWire.of(key, uses.getOrDefault(key.id(), KeyUse.NONE)));
  }

  @POST
  @Operation(
      operationId = "createKey",
      summary = "Create an API key",
      description =
          "The answer carries the key in api_key; it is shown here only, keep it. Rights are calls"
              + " and logs unless named.")
  public RestResponse<KeyWire> create(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "KeyInput")))
          InputStream body) {
    var made = Refusal.doneOrThrow(keys.create(organization(), JsonBody.objectOrEmpty(body)));
    return RestResponse.status(RestResponse.Status.CREATED, KeyWire.of(made.value()));
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getKey", summary = "Get an API key")
  public KeyWire get(@PathParam("id") String id) {
    return keys.find(organization(), uuid(id)).map(this::wire).orElseThrow(NotFoundException::new);
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "updateKey",
      summary = "Change an API key's name or expiry, or log less of its calls",
      description =
          "Nothing else can change: a key that was handed out never gains anything, and log_privacy"
              + " only becomes stricter.")
  public KeyWire change(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "KeyChange")))
          InputStream body) {
    return wire(
        Refusal.doneOrThrow(keys.change(organization(), uuid(id), JsonBody.object(body))).value());
  }

  @DELETE
  @Path("{id}")
  @Operation(
      operationId = "revokeKey",
      summary = "Revoke an API key",
      description = "It stops working at once and for good; its row and its logs stay.")
  public void revoke(@PathParam("id") String id) {
    Refusal.doneOrThrow(keys.revoke(organization(), uuid(id)));
  }

  private KeyWire wire(VirtualKey key) {
    return KeyWire.of(key, keys.uses(organization()).getOrDefault(key.id(), KeyUse.NONE));
  }

  /** An id that cannot be one names nothing that exists. */
  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      throw new NotFoundException(notAnId);
    }
  }

  private OrganizationId organization() {
    return caller.get().organization();
  }
}
