package dev.turnpike.gateway.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Gives every REST operation its examples, by name, and the refusals it shares with all others.
 * What an operation says of itself stands.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class RestDocumentation implements OASFilter {

  private static final String JSON = "application/json";

  /** Open to anyone; the test of the document proves that these, and no others, are. */
  private static final Set<String> OPEN =
      Set.of(
          "about",
          "listPublicModels",
          "filterModels",
          "pageModels",
          "summarizeModels",
          "countModels",
          "modelStatus",
          "askModelStatus",
          "docsMcp",
          "getSharedTrace");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    var components = document.getComponents();
    Map<String, Example> examples =
        components == null || components.getExamples() == null
            ? Map.of()
            : components.getExamples();
    if (document.getPaths() == null) {
      return;
    }
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) -> describe(operation, path.contains("{"), examples)));
    // They stand at their operations now, where readers look.
    if (components != null) {
      components.setExamples(null);
    }
  }

  private static void describe(Operation operation, boolean one, Map<String, Example> examples) {
    var id = operation.getOperationId();
    if (id == null) {
      return;
    }
    var request = examples.get(id + ".request");
    var body = operation.getRequestBody();
    if (request != null && body != null) {
      give(body.getContent(), value(request, examples));
    }
    for (var status : List.of("200", "201")) {
      var example = examples.get(id + "." + status);
      if (example != null) {
        give(success(operation, status).getContent(), value(example, examples));
      }
    }
    if (examples.containsKey(id + ".201") && !examples.containsKey(id + ".200")) {
      operation.getResponses().removeAPIResponse("200");
    }
    if (OPEN.contains(id)) {
      operation.setSecurity(List.of());
    } else {
      refusal(operation, "401", "Unauthorized");
      refusal(operation, "403", "Forbidden");
    }
    if (body != null) {
      refusal(operation, "400", "Invalid");
      refusal(operation, "413", "TooLarge");
      refusal(operation, "503", "MustWait");
    } else if (takesQuery(operation)) {
      refusal(operation, "400", "Invalid");
    }
    if (one) {
      refusal(operation, "404", "NotFound");
    }
    refusal(operation, "500", "Fault");
  }

  private static boolean takesQuery(Operation operation) {
    var parameters = operation.getParameters();
    return parameters != null
        && parameters.stream().anyMatch(one -> one.getIn() == Parameter.In.QUERY);
  }

  /** The response of that status; when there is none yet, it looks like the one that is. */
  private static APIResponse success(Operation operation, String status) {
    var responses = operation.getResponses();
    var there = responses.getAPIResponse(status);
    if (there != null) {
      return there;
    }
    var other = responses.getAPIResponse(status.equals("200") ? "201" : "200");
    var made =
        OASFactory.createAPIResponse()
            .description(status.equals("201") ? "Created." : "OK.")
            .content(copyOf(other == null ? null : other.getContent()));
    responses.addAPIResponse(status, made);
    return made;
  }

  private static Content copyOf(@Nullable Content content) {
    var media = OASFactory.createMediaType();
    if (content != null && content.getMediaType(JSON) != null) {
      media.setSchema(content.getMediaType(JSON).getSchema());
    }
    return OASFactory.createContent().addMediaType(JSON, media);
  }

  /** A text names another example whose value is the same. */
  private static Object value(Example example, Map<String, Example> examples) {
    return example.getValue() instanceof String name
        ? Objects.requireNonNull(examples.get(name), name).getValue()
        : example.getValue();
  }

  private static void give(@Nullable Content content, Object example) {
    if (content != null && content.getMediaType(JSON) != null) {
      content.getMediaType(JSON).setExample(example);
    }
  }

  private static void refusal(Operation operation, String status, String name) {
    if (operation.getResponses().getAPIResponse(status) == null
        || operation.getResponses().getAPIResponse(status).getContent() == null) {
      operation
          .getResponses()
          .addAPIResponse(
              status, OASFactory.createAPIResponse().ref("#/components/responses/" + name));
    }
  }
}
