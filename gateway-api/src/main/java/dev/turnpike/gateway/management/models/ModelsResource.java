package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.CurrentPrincipal;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.gateway.error.Refusal;
import dev.turnpike.gateway.management.body.JsonBody;
import dev.turnpike.gateway.management.models.ModelReads.Scope;
import dev.turnpike.gateway.management.page.Paging;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Models. A name may hold any text, slashes too, and clients write it into the path as it is: the
 * one-model routes take the rest of the path.
 */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("management")
@Tag(name = "Models")
public class ModelsResource {

  private static final String ONE = "{model_name: .+}";

  private final Models models;
  private final ModelReads reads;
  private final CurrentPrincipal caller;

  ModelsResource(Models models, ModelReads reads, CurrentPrincipal caller) {
    this.models = models;
    this.reads = reads;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({"calls", "management"})
  @Operation(
      operationId = "listModels",
      summary = "List the models callers may ask for",
      description =
          "Your own models, and those of every built-in provider that has a credential. One object"
              + " for two kinds of client: data holds the models in OpenAI's form, results page by"
              + " page in full. OpenAI's clients find the same at /api/v1/models, /v1/models and"
              + " /models.")
  public ModelList list(
      @BeanParam Paging paging,
      @Parameter(description = "A field, with - in front for descending") @QueryParam("sort_by")
          @Nullable String sortBy,
      @Parameter(description = "true: everything in one page") @QueryParam("all")
          @Nullable String all) {
    var found = reads.list(Scope.CALLABLE, null, sortBy);
    // OpenAI's clients never ask for a second page: who asks for none gets everything.
    return ModelList.of(
        "true".equalsIgnoreCase(all) || !paging.isAsked()
            ? Paging.everything(found, model -> model)
            : paging.of(found, model -> model));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "saveModel",
      summary = "Add a model, or change the one of that name",
      description =
          "201 when it is new, 200 when a model of that name was changed; then what is not sent"
              + " stays. It answers the very next call.")
  public RestResponse<ModelWire> save(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ModelInput")))
          InputStream body) {
    var done = done(models.save(organization(), JsonBody.object(body)));
    return RestResponse.status(
        done.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, wire(done));
  }

  @POST
  @Path("list")
  @PermitAll
  @Operation(
      operationId = "filterModels",
      summary = "List models that match filters",
      description =
          "filters is an object of conditions by field, {\"field\": {\"operator\": \"…\","
              + " \"value\": […]}}; all must hold. An unknown field is refused. Your own models and"
              + " all built-in ones; available_to_user tells which can be called. Without a key,"
              + " the built-in ones alone.")
  public ModelPage filter(
      @BeanParam Paging paging,
      @QueryParam("sort_by") @Nullable String sortBy,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ModelFilters")))
          InputStream body) {
    return filtered(paging, sortBy, JsonBody.objectOrEmpty(body));
  }

  @GET
  @Path("list")
  @PermitAll
  @Operation(operationId = "pageModels", summary = "List models, page by page")
  public ModelPage page(@BeanParam Paging paging, @QueryParam("sort_by") @Nullable String sortBy) {
    return filtered(paging, sortBy, JsonNodeFactory.instance.objectNode());
  }

  @POST
  @Path("summary")
  @PermitAll
  @Operation(operationId = "summarizeModels", summary = "Count the models that match filters")
  public ModelSummary summarize(
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ModelFilters")))
          InputStream body) {
    return summary(JsonBody.objectOrEmpty(body));
  }

  @GET
  @Path("summary")
  @PermitAll
  @Operation(operationId = "countModels", summary = "Count all models")
  public ModelSummary count() {
    return summary(JsonNodeFactory.instance.objectNode());
  }

  @GET
  @Path(ONE)
  @RolesAllowed({"calls", "management"})
  @Operation(
      operationId = "getModel",
      summary = "Get a model",
      description = "The name may hold slashes as they are.")
  public ModelWire get(@PathParam("model_name") String name) {
    return reads.find(ModelPath.name(name)).orElseThrow(NotFoundException::new);
  }

  @PATCH
  @Path(ONE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "updateModel",
      summary = "Change a model",
      description = "Only what is sent changes; null resets a field.")
  public ModelWire change(
      @PathParam("model_name") String name,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ModelInput")))
          InputStream body) {
    return wire(
        done(
            own(name, models.change(organization(), ModelPath.name(name), JsonBody.object(body)))));
  }

  @PUT
  @Path(ONE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceModel",
      summary = "Replace a model",
      description = "What is not sent goes back to what a new model has.")
  public ModelWire replace(
      @PathParam("model_name") String name,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(ref = "ModelInput")))
          InputStream body) {
    return wire(
        done(
            own(
                name,
                models.replace(organization(), ModelPath.name(name), JsonBody.object(body)))));
  }

  @DELETE
  @Path(ONE)
  @Operation(operationId = "deleteModel", summary = "Delete a model")
  public void delete(@PathParam("model_name") String name) {
    Refusal.doneOrThrow(own(name, models.delete(organization(), ModelPath.name(name))));
  }

  private ModelPage filtered(Paging paging, @Nullable String sortBy, ObjectNode body) {
    var filters = body.path("filters");
    return ModelPage.of(
        paging.of(reads.list(Scope.ALL, filters, sortBy), model -> model),
        filters.isObject() ? filters : JsonNodeFactory.instance.objectNode());
  }

  private ModelSummary summary(ObjectNode body) {
    return ModelSummary.of(reads.list(Scope.ALL, body.path("filters"), null));
  }

  /** Built-in models are there, but nobody's to change. */
  private <T> Outcome<T> own(String name, Outcome<T> outcome) {
    return outcome instanceof Outcome.Missing<T> && reads.builtIn(ModelPath.name(name)).isPresent()
        ? new Outcome.Forbidden<>("Cannot access objects owned by others")
        : outcome;
  }

  /** The platform's clients know an unknown base model by a form of its own. */
  private static Outcome.Done<Model> done(Outcome<Model> outcome) {
    if (outcome instanceof Outcome.Invalid<Model>(var errors)
        && errors.byField().size() == 1
        && errors.byField().values().iterator().next().contains(Models.BASE_MODEL_NOT_FOUND)) {
      throw new WebApplicationException(Refusal.unreadable(Models.BASE_MODEL_NOT_FOUND));
    }
    return Refusal.doneOrThrow(outcome);
  }

  private ModelWire wire(Outcome.Done<Model> done) {
    return ModelWire.of(done.value(), reads.catalog());
  }

  private OrganizationId organization() {
    return caller.get().organization();
  }
}
