package dev.turnpike.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.usage.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model from wire input. What was not sent is taken from the model it starts from; null
 * resets to what a new model has.
 */
final class ModelForm {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PARAMS = 64 * 1024;
  private static final BigDecimal HIGHEST_COST = BigDecimal.valueOf(1_000_000);
  private static final int COST_DECIMALS = 12;

  /** Paths the gateway serves beside the models' own. */
  private static final Set<String> RESERVED = Set.of("list", "summary", "public");

  private final WireForm form;

  ModelForm(ObjectNode wire) {
    this.form = new WireForm(wire);
  }

  FieldErrors errors() {
    return form.errors().build();
  }

  boolean isValid() {
    return form.errors().isEmpty();
  }

  /** The name of a new model; null when it is bad. */
  @Nullable String newName() {
    var name = form.requiredText("model_name", LONGEST_NAME);
    if (name == null) {
      return null;
    }
    if (RESERVED.contains(name) || name.endsWith("/status")) {
      form.error(
          "model_name",
          "The gateway uses this name itself: 'list', 'summary', 'public' and names ending in"
              + " '/status' are reserved.");
    }
    if (name.startsWith("/") || name.endsWith("/")) {
      form.error("model_name", "Must not begin or end with '/'.");
    }
    if (Arrays.stream(name.split("/")).anyMatch(s -> s.equals(".") || s.equals(".."))) {
      form.error("model_name", "Must not contain '.' or '..' between slashes.");
    }
    return name;
  }

  /** The name in the body may be repeated, but not changed. */
  void keepName(String name) {
    form.node("model_name")
        .filter(n -> !n.asText().equals(name))
        .ifPresent(n -> form.error("model_name", "The name of a model cannot be changed."));
  }

  /** The provider's id as sent, in either field; empty when it was not. */
  Optional<String> providerId() {
    var custom = scalar("custom_provider_id");
    var alias = scalar("provider_id");
    if (custom.isPresent() && alias.isPresent() && !custom.equals(alias)) {
      form.error("custom_provider_id", "Differs from provider_id; send one of the two.");
    }
    return custom.or(() -> alias);
  }

  private Optional<String> scalar(String field) {
    var node = form.node(field);
    if (node.isPresent() && !node.get().isTextual() && !node.get().isIntegralNumber()) {
      form.error(field, "Must be the id of a provider.");
      return Optional.empty();
    }
    return node.map(n -> n.asText().strip()).filter(id -> !id.isEmpty());
  }

  /** Whether a base model is named. */
  Optional<String> baseModel() {
    return Optional.ofNullable(form.text("base_model_name", LONGEST_NAME));
  }

  void noProvider() {
    form.error(
        "custom_provider_id", "This field is required, unless base_model_name names a model.");
  }

  /** Whether the provider is to be taken away, which a model cannot be without. */
  void keepsAProvider() {
    if (form.isNull("custom_provider_id") || form.isNull("provider_id")) {
      noProvider();
    }
  }

  void noBaseModel() {
    form.error("base_model_name", Models.BASE_MODEL_NOT_FOUND);
  }

  /** A model of which nothing but name and provider is known. */
  static Model blank(OrganizationId organization, String name, ProviderId provider, Instant now) {
    return new Model(
        organization,
        name,
        name,
        provider,
        name,
        ModelType.CHAT,
        Price.UNKNOWN,
        null,
        Model.Capabilities.TEXT,
        Map.of(),
        now,
        now);
  }

  /**
   * The model after the change.
   *
   * @param namesUpstream whether {@code base_model_name} is the name the endpoint expects; it is
   *     not when it named the model to copy
   */
  Model apply(Model before, ProviderId provider, boolean namesUpstream, Instant now) {
    var upstream = before.upstreamName();
    if (namesUpstream && form.has("base_model_name")) {
      upstream = baseModel().orElse(before.name());
    }
    var displayName = before.displayName();
    if (form.has("display_name")) {
      var typed = form.text("display_name", LONGEST_NAME);
      displayName = typed == null ? before.name() : typed;
    }
    var window = before.contextWindow();
    if (form.has("max_context_window")) {
      var typed = form.whole("max_context_window", 1, Integer.MAX_VALUE);
      window = typed == null ? null : Integer.valueOf(typed.intValue());
    }
    return new Model(
        before.organization(),
        before.name(),
        displayName,
        provider,
        upstream,
        type(before.type()),
        price(before.price()),
        window,
        capabilities(before.capabilities()),
        params(before.supportedParams()),
        before.createdAt(),
        now);
  }

  private ModelType type(ModelType before) {
    if (!form.has("model_type")) {
      return before;
    }
    var wire = form.text("model_type", LONGEST_NAME);
    if (wire == null) {
      return ModelType.CHAT;
    }
    var type = ModelType.ofWire(wire);
    if (type.isEmpty()) {
      var known = Arrays.stream(ModelType.values()).map(ModelType::wire);
      form.error("model_type", "Must be one of " + known.collect(Collectors.joining(", ")) + ".");
    }
    return type.orElse(before);
  }

  private Price price(Price before) {
    return new Price(
        cost("input_cost", before.input()),
        cost("output_cost", before.output()),
        cost("cache_hit_input_cost", before.cacheRead()),
        cost("cache_creation_input_cost", before.cacheWrite()));
  }

  private @Nullable BigDecimal cost(String field, @Nullable BigDecimal before) {
    if (!form.has(field)) {
      return before;
    }
    var cost = form.decimal(field);
    if (cost == null) {
      return null;
    }
    var problem = costProblem(cost);
    problem.ifPresent(p -> form.error(field, p));
    return problem.isPresent()
        ? null
        : cost.signum() == 0 ? BigDecimal.ZERO : cost.stripTrailingZeros();
  }

  private static Optional<String> costProblem(BigDecimal cost) {
    if (cost.signum() < 0) {
      return Optional.of("A price must not be negative.");
    }
    if (cost.stripTrailingZeros().scale() > COST_DECIMALS) {
      return Optional.of("At most 12 digits after the point.");
    }
    if (cost.compareTo(HIGHEST_COST) > 0) {
      return Optional.of("At most 1000000 USD per million tokens.");
    }
    return Optional.empty();
  }

  private Model.Capabilities capabilities(Model.Capabilities before) {
    return new Model.Capabilities(
        flag("function_call", before.functionCall(), Model.Capabilities.TEXT.functionCall()),
        flag("image_support", before.imageInput(), Model.Capabilities.TEXT.imageInput()),
        flag("streaming_support", before.streaming(), Model.Capabilities.TEXT.streaming()));
  }

  private boolean flag(String field, boolean before, boolean blank) {
    if (!form.has(field)) {
      return before;
    }
    var sent = form.flag(field);
    return sent == null ? blank : sent;
  }

  private Map<String, JsonNode> params(Map<String, JsonNode> before) {
    if (!form.has("supported_params_override")) {
      return before;
    }
    var override = form.nested("supported_params_override");
    var params = new LinkedHashMap<String, JsonNode>();
    var length = 0;
    for (var member : override.members()) {
      if (!member.getValue().isObject() && !member.getValue().isNull()) {
        override.error(member.getKey(), "Must be an object describing the parameter, or null.");
      }
      length += member.getKey().length() + member.getValue().toString().length();
      params.put(member.getKey(), member.getValue());
    }
    if (length > LONGEST_PARAMS) {
      form.error("supported_params_override", "Too large: at most 64 KiB.");
    }
    return params;
  }
}
