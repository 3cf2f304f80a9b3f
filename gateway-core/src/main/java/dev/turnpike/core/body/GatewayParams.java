package dev.turnpike.core.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.portkey.PortkeyHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gateway parameters of one call, from all carriers: {@code respan_params} (or {@code
 * keywordsai_params}) in the body wins over the header {@code X-Data-Respan-Params}, which wins
 * over top-level members. A carrier that is no object is passed over, as on the platform.
 */
public final class GatewayParams {
  /** Nothing said. */
  public static final GatewayParams NONE = new GatewayParams(JsonText.MAPPER.createObjectNode());

  private final ObjectNode merged;

  private GatewayParams(ObjectNode merged) {
    this.merged = merged;
  }

  /**
   * @param header the base64 JSON of the header carrier, where there is one
   */
  public static GatewayParams read(ScannedBody body, @Nullable String header) {
    return read(body, header, GatewayFields.OWN);
  }

  /**
   * As above, where other top-level members are the gateway's.
   *
   * @param own names of top-level members that are the gateway's
   */
  public static GatewayParams read(ScannedBody body, @Nullable String header, Set<String> own) {
    var merged = JsonText.MAPPER.createObjectNode();
    ObjectNode carried = null;
    for (var member : body.members()) {
      if (GatewayFields.CARRIERS.contains(member.name())) {
        carried = carrier(body.value(member)).orElse(carried);
      } else if (own.contains(member.name())) {
        merged.set(member.name(), body.value(member));
      }
    }
    if (header != null) {
      decoded(header).ifPresent(merged::setAll);
    }
    if (merged.get("metadata") instanceof ObjectNode metadata) {
      var within = withinMetadata(metadata);
      if (metadata.isEmpty()) {
        merged.remove("metadata");
      }
      if (within != null) {
        merged.setAll(within);
      }
    }
    if (carried != null) {
      merged.setAll(carried);
    }
    return merged.isEmpty() ? NONE : new GatewayParams(merged);
  }

  /**
   * Takes the carriers out of {@code metadata}, where callers of the Anthropic SDK put them: it
   * lets them add no member of their own elsewhere.
   */
  private static @Nullable ObjectNode withinMetadata(ObjectNode metadata) {
    ObjectNode carried = null;
    for (var name : GatewayFields.CARRIERS) {
      var value = metadata.remove(name);
      if (value != null) {
        carried = carrier(value).orElse(carried);
      }
    }
    return carried;
  }

  /** The merged parameter; absent when not given or null. */
  public Optional<JsonNode> get(String name) {
    var value = merged.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  /**
   * A text parameter, numbers and booleans as their text; absent when not given or no plain value.
   */
  public @Nullable String text(String name) {
    var value = merged.get(name);
    return value == null || !value.isValueNode() || value.isNull() || value.asText().isEmpty()
        ? null
        : value.asText();
  }

  public boolean isTrue(String name) {
    var value = merged.get(name);
    return value != null && value.asBoolean(false);
  }

  /**
   * How much of the call's texts may be logged, as far as the caller says: {@code log_privacy}, and
   * {@code disable_log} for none.
   */
  public LogPrivacy privacy() {
    if (isTrue("disable_log")) {
      return LogPrivacy.NONE;
    }
    var text = text("log_privacy");
    return text == null ? LogPrivacy.FULL : LogPrivacy.ofWire(text).orElse(LogPrivacy.NONE);
  }

  /**
   * What this gateway was told and does not act on: said in the log row and in a response header.
   */
  public List<String> unheeded() {
    var unheeded = new ArrayList<String>();
    merged.properties().stream()
        .filter(p -> GatewayFields.ROUTING.contains(p.getKey()) && asksForSomething(p.getValue()))
        .forEach(p -> unheeded.add(p.getKey()));
    merged.path(PortkeyHeaders.UNMAPPED).forEach(name -> unheeded.add(name.asText()));
    return unheeded;
  }

  /** The name to be asked for instead of the body's model; absent when the body decides. */
  public @Nullable String model() {
    return text(PortkeyHeaders.MODEL);
  }

  /** What is wrong with the parameters, naming the field. */
  public Optional<GatewayError> problem() {
    return merged.isEmpty() ? Optional.empty() : ParamRules.problem(merged);
  }

  private static boolean asksForSomething(JsonNode value) {
    return !value.isNull()
        && !(value.isBoolean() && !value.booleanValue())
        && !(value.isContainerNode() && value.isEmpty());
  }

  private static Optional<ObjectNode> decoded(String header) {
    try {
      var json = Base64.getMimeDecoder().decode(header.replace('-', '+').replace('_', '/'));
      return object(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ObjectNode> carrier(JsonNode value) {
    if (value.isTextual()) {
      return object(value.textValue());
    }
    return value instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  private static Optional<ObjectNode> object(String json) {
    try {
      return JsonText.MAPPER.readTree(json) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
