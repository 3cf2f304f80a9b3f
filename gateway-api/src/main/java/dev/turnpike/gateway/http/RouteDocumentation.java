package dev.turnpike.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Puts the router's operations into the OpenAPI document, which only knows REST by itself. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class RouteDocumentation implements OASFilter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  private static final Map<String, String> REFUSALS =
      Map.of(
          "400", "The body is malformed or a field is wrong; `error.param` names it.",
          "401", "No API key, or one that does not work.",
          "403", "The API key lacks the right this needs.",
          "404", "No such model; the message names those with similar names.",
          "413", "The body is too large.",
          "424",
              "The provider refused the stored credential or does not know the stored model name.",
          "429",
              "A limit of the key or of the provider is reached; `retry-after` tells when to try"
                  + " again.",
          "502", "The provider cannot be reached or answered improperly.",
          "504", "The provider did not answer in time.");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    var paths = document.getPaths() == null ? OASFactory.createPaths() : document.getPaths();
    for (var route : ModelRoutes.ALL) {
      for (int i = 0; i < route.paths().size(); i++) {
        var path = route.paths().get(i);
        PathItem item = paths.getPathItem(path);
        if (item == null) {
          item = OASFactory.createPathItem();
          paths.addPathItem(path, item);
        }
        item.setOperation(PathItem.HttpMethod.valueOf(route.method()), operation(route, i));
      }
    }
    document.setPaths(paths);
  }

  private static Operation operation(GatewayRoute route, int nth) {
    var right = route.scope().name().toLowerCase(Locale.ROOT);
    var description =
        nth == 0
            ? route.description() + "\n\nNeeds a key with the right `" + right + "`."
            : "The same as `" + route.paths().getFirst() + "`.";
    var operation =
        OASFactory.createOperation()
            .operationId(nth == 0 ? route.operationId() : route.operationId() + "At" + (nth + 1))
            .summary(route.summary())
            .description(description)
            .tags(List.of("Model calls"))
            .responses(responses(route));
    if (!route.requestExample().isEmpty()) {
      operation.requestBody(
          OASFactory.createRequestBody()
              .required(true)
              .content(content(route.requestType(), example(route.requestExample()))));
    }
    for (var name : PLACEHOLDER.matcher(route.paths().get(nth)).results().toList()) {
      operation.addParameter(
          OASFactory.createParameter()
              .name(name.group(1))
              .in(Parameter.In.PATH)
              .required(true)
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
    return operation;
  }

  private static APIResponses responses(GatewayRoute route) {
    var answer = json(example(route.answerExample()));
    if (route.streams()) {
      answer.addMediaType(
          "text/event-stream",
          OASFactory.createMediaType()
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
    var responses = OASFactory.createAPIResponses();
    responses.addAPIResponse("200", response("The provider's answer.").content(answer));
    REFUSALS.forEach(
        (status, meaning) -> responses.addAPIResponse(status, response(meaning).content(error())));
    return responses;
  }

  private static APIResponse response(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .addHeader(
            "X-Respan-Log-Id",
            OASFactory.createHeader()
                .description("Id of the log row.")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
  }

  private static Content error() {
    return json(
        Map.of(
            "error",
            Map.of(
                "message", "what happened and what to do",
                "type", "invalid_request_error",
                "param", "model",
                "code", "model_not_found"),
            "detail",
            "what happened and what to do"));
  }

  private static Content json(Object example) {
    return content("application/json", example);
  }

  private static Content content(String mediaType, Object example) {
    return OASFactory.createContent()
        .addMediaType(
            mediaType,
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.OBJECT))
                .example(example));
  }

  private static Object example(String json) {
    try {
      return JSON.readValue(json, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an example that is not JSON: " + json, e);
    }
  }
}
