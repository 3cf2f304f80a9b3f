package dev.turnpike.gateway.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.gateway.error.Refusal;
import dev.turnpike.gateway.management.models.ModelsResource;
import dev.turnpike.gateway.management.page.Paging;
import dev.turnpike.gateway.management.providers.ProvidersResource;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.Set;

/** Tools that read and add models and providers, by the endpoints that any client uses. */
@Singleton
final class CatalogTools {
  private static final Set<Right> READERS = Set.of(Right.CALLS, Right.MANAGEMENT);
  private static final Set<Right> MANAGEMENT = Set.of(Right.MANAGEMENT);

  private final ModelsResource models;
  private final ProvidersResource providers;
  private final ObjectMapper json;

  CatalogTools(ModelsResource models, ProvidersResource providers, ObjectMapper json) {
    this.models = models;
    this.providers = providers;
    this.json = json;
  }

  List<PlatformTool> all() {
    return List.of(listModels(), listProviders(), createCustomProvider(), createModel());
  }

  private PlatformTool listModels() {
    return new PlatformTool(
        "list_models",
        "List the models that callers may ask for, with provider, prices per million tokens,"
            + " context window and abilities.",
        READERS,
        true,
        ToolInput.none()
            .pages(50, 1000)
            .takes("sort_by", "string", "A field, with - in front for descending", "model_name")
            .takes(
                "filters",
                "object",
                "Conditions by field: {\"model_name\": {\"operator\": \"icontains\", \"value\":"
                    + " [\"llama\"]}}"),
        asked ->
            models.filter(
                Paging.at(asked.address("/api/models/list")),
                asked.needed("sort_by"),
                asked.filters()));
  }

  private PlatformTool listProviders() {
    return new PlatformTool(
        "list_providers",
        "List the custom providers: id, name, endpoint, formats. Keys are told of, never shown.",
        MANAGEMENT,
        true,
        ToolInput.none().pages(50, 1000),
        asked -> providers.list(Paging.at(asked.address("/api/providers"))));
  }

  private PlatformTool createCustomProvider() {
    return new PlatformTool(
        "create_custom_provider",
        "Add a custom provider: an endpoint of your own or of a company, such as Ollama or vLLM. An"
            + " id that exists is refused. Then add its models with create_model.",
        MANAGEMENT,
        false,
        ToolInput.none()
            .needs("provider_id", "string", "1 to 63 of a-z, 0-9, '.', '_', '-'; fixed once made")
            .needs("provider_name", "string", "Name for people")
            .needs("base_url", "string", "With /v1 if it has one: http://localhost:11434/v1")
            .takes("api_key", "string", "Only if the endpoint wants one; never shown again")
            .takes(
                "extra_kwargs",
                "object",
                "More settings: formats, timeout (seconds), extra_headers, forward_headers, ca_pem,"
                    + " default request parameters"),
        asked ->
            wrap("provider", providers.create(ToolArguments.bytes(provider(asked))).getEntity()));
  }

  private static ObjectNode provider(ToolArguments asked) {
    var sent = asked.object();
    var settings =
        sent.path("extra_kwargs") instanceof ObjectNode given
            ? given
            : JsonNodeFactory.instance.objectNode();
    for (var name : List.of("base_url", "api_key")) {
      if (settings.has(name)) {
        throw new WebApplicationException(
            Refusal.invalid(
                FieldErrors.of("extra_kwargs." + name, "Send this as the argument " + name + ".")));
      }
      if (sent.hasNonNull(name)) {
        settings.set(name, sent.get(name));
      }
    }
    var body = JsonNodeFactory.instance.objectNode();
    body.set("provider_id", sent.path("provider_id"));
    body.set("provider_name", sent.path("provider_name"));
    body.set("extra_kwargs", settings);
    return body;
  }

  private PlatformTool createModel() {
    return new PlatformTool(
        "create_model",
        "Add a model of a custom provider; callers may ask for it at once. One of that name is"
            + " changed: what is not sent stays. Prices are USD per million tokens.",
        MANAGEMENT,
        false,
        ToolInput.none()
            .needs("model_name", "string", "What callers send")
            .takes("custom_provider_id", "string", "The provider that serves it")
            .takes("base_model_name", "string", "The name at the endpoint, where it is another")
            .takes("display_name", "string", "Name for people")
            .takes("input_cost", "number", "Per million input tokens")
            .takes("output_cost", "number", "Per million output tokens")
            .takes("cache_hit_input_cost", "number", "Per million tokens read from cache")
            .takes("cache_creation_input_cost", "number", "Per million tokens written to cache")
            .takes("max_context_window", "integer", "In tokens")
            .takes("model_type", "string", "chat, embedding, audio, image, rerank, speech …")
            .takes("function_call", "number", "1 when it can call tools, else 0")
            .takes("image_support", "number", "1 when it reads images, else 0")
            .takes("streaming_support", "number", "1 when it streams, else 0"),
        asked -> {
          var answer = models.save(ToolArguments.bytes(asked.object()));
          var wire = wrap("model", answer.getEntity());
          return wire.put("created", answer.getStatus() == 201);
        });
  }

  private ObjectNode wrap(String name, Object wire) {
    return JsonNodeFactory.instance.objectNode().set(name, json.valueToTree(wire));
  }
}
