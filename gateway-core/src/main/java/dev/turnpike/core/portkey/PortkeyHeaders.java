package dev.turnpike.core.portkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of Portkey's clients and says the same in this gateway's own: parameters in
 * {@code X-Data-Respan-Params}, a provider in {@code X-Respan-Route-Provider}. What the caller says
 * in those headers itself wins.
 *
 * @see <a href="https://portkey.ai/docs/api-reference/inference-api/headers">Portkey's headers</a>
 */
public final class PortkeyHeaders {
  /** Where the request's parameters name what of these headers has no effect. */
  public static final String UNMAPPED = "portkey_unmapped";

  /** Where they name the model to be asked instead of the body's. */
  public static final String MODEL = "portkey_model";

  private static final String PREFIX = "x-portkey-";
  private static final String PARAMETERS = "x-data-respan-params";
  private static final String OLDER_PARAMETERS = "x-data-keywordsai-params";
  private static final String ROUTE = "x-respan-route-provider";

  /** One of them is there when a Portkey client calls; other requests are not looked at further. */
  private static final List<String> TELLING =
      List.of("api-key", "config", "provider", "virtual-key", "metadata", "trace-id");

  /** Headers that ask for what this gateway has no equal for. */
  private static final List<String> WITHOUT_EQUAL =
      List.of(
          "virtual-key",
          "custom-host",
          "request-timeout",
          "forward-headers",
          "cache-namespace",
          "cache-force-refresh",
          "sensitive-headers",
          "azure-resource-name",
          "azure-deployment-id",
          "azure-api-version",
          "azure-endpoint-name",
          "aws-access-key-id",
          "aws-secret-access-key",
          "aws-session-token",
          "aws-region",
          "vertex-project-id",
          "vertex-region",
          "vertex-service-account-json",
          "workers-ai-account-id",
          "huggingface-base-url");

  private static final Map<String, String> PLACES =
      Map.of(
          "trace-id", "trace_unique_id",
          "span-id", "span_unique_id",
          "parent-span-id", "span_parent_id",
          "span-name", "span_name");

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
  private static final JsonMapper JSON = new JsonMapper();

  private final Function<String, @Nullable String> headers;
  private final ObjectNode parameters = JsonNodeFactory.instance.objectNode();
  private final List<String> unmapped = new ArrayList<>();
  private @Nullable String provider;
  private @Nullable String model;

  private PortkeyHeaders(Function<String, @Nullable String> headers) {
    this.headers = headers;
  }

  /**
   * The same headers, with what Portkey's say in this gateway's own.
   *
   * @param headers the first value of a header by lower-case name
   */
  public static Function<String, @Nullable String> read(
      Function<String, @Nullable String> headers) {
    if (TELLING.stream().allMatch(name -> headers.apply(PREFIX + name) == null)) {
      return headers;
    }
    return new PortkeyHeaders(headers).translated();
  }

  /** {@code @slug/model} names a provider as {@code slug/model} does here. */
  static String withoutAt(String name) {
    var stripped = name.strip();
    return stripped.startsWith("@") ? stripped.substring(1) : stripped;
  }

  private Function<String, @Nullable String> translated() {
    config();
    text("provider").ifPresent(name -> provider = withoutAt(name));
    metadata();
    PLACES.forEach((header, name) -> text(header).ifPresent(value -> parameters.put(name, value)));
    cache();
    text("retry-count").ifPresent(this::retries);
    text("debug")
        .filter("false"::equalsIgnoreCase)
        .ifPresent(no -> parameters.put("disable_log", true));
    WITHOUT_EQUAL.forEach(name -> text(name).ifPresent(value -> unmapped.add(PREFIX + name)));
    if (model != null) {
      parameters.put(MODEL, model);
    }
    if (!unmapped.isEmpty()) {
      unmapped.forEach(parameters.putArray(UNMAPPED)::add);
    }
    var carried = carried();
    return name ->
        switch (name) {
          case PARAMETERS -> carried;
          case ROUTE -> headers.apply(ROUTE) != null ? headers.apply(ROUTE) : provider;
          default -> headers.apply(name);
        };
  }

  private void config() {
    var text = text("config");
    if (text.isEmpty()) {
      return;
    }
    var config = object(text.get());
    if (config.isEmpty()) {
      // An id: the object itself is kept at Portkey.
      unmapped.add(PREFIX + "config");
      return;
    }
    var read = PortkeyConfig.read(config.get());
    parameters.setAll(read.parameters());
    model = read.model();
    provider = read.provider();
    read.unmapped().forEach(path -> unmapped.add(PREFIX + "config " + path));
  }

  private void metadata() {
    var text = text("metadata");
    if (text.isEmpty()) {
      return;
    }
    var read = object(text.get());
    if (read.isEmpty()) {
      unmapped.add(PREFIX + "metadata");
      return;
    }
    var metadata = parameters.withObject("/metadata");
    for (var member : read.get().properties()) {
      var name = member.getKey();
      if (name.equals("_user")) {
        parameters.set("customer_identifier", member.getValue());
      } else {
        // Names that begin with an underscore are hidden when logs are read.
        metadata.set(name.replaceFirst("^_+", ""), member.getValue());
      }
    }
  }

  private void cache() {
    var mode = text("cache");
    if (mode.isPresent() && !mode.get().equals("simple")) {
      unmapped.add(PREFIX + "cache");
    } else if (mode.isPresent()) {
      parameters.put("cache_enabled", true);
    }
  }

  private void retries(String count) {
    if (NUMBER.matcher(count).matches()) {
      parameters
          .putObject("retry_params")
          .put("retry_enabled", true)
          .put("num_retries", Integer.parseInt(count));
    } else if (!count.equals("0")) {
      unmapped.add(PREFIX + "retry-count");
    }
  }

  /** The parameters in the header's form, under those that the caller gave there. */
  private @Nullable String carried() {
    var own = headers.apply(PARAMETERS);
    own = own != null ? own : headers.apply(OLDER_PARAMETERS);
    if (own != null) {
      try {
        var decoded = Base64.getMimeDecoder().decode(own.replace('-', '+').replace('_', '/'));
        object(new String(decoded, StandardCharsets.UTF_8)).ifPresent(parameters::setAll);
      } catch (IllegalArgumentException e) {
        // A carrier that is none is passed over, as without Portkey's headers.
      }
    }
    return parameters.isEmpty()
        ? null
        : Base64.getEncoder()
            .encodeToString(parameters.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(headers.apply(PREFIX + name))
        .map(String::strip)
        .filter(t -> !t.isEmpty());
  }

  private static Optional<ObjectNode> object(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
