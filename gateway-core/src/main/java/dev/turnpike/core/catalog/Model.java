package dev.turnpike.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.usage.Price;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name a caller may ask for, served by one provider.
 *
 * @param name what callers send; any text of 1 to 255 characters, slashes, colons, dots and spaces
 *     included
 * @param upstreamName what the endpoint is sent
 * @param contextWindow in tokens
 * @param supportedParams the wire's {@code supported_params}, as given
 */
public record Model(
    OrganizationId organization,
    String name,
    String displayName,
    ProviderId provider,
    String upstreamName,
    ModelType type,
    Price price,
    @Nullable Integer contextWindow,
    Capabilities capabilities,
    Map<String, JsonNode> supportedParams,
    Instant createdAt,
    Instant updatedAt) {
  public Model {
    supportedParams = Collections.unmodifiableMap(new LinkedHashMap<>(supportedParams));
  }

  /** Whether the endpoint is sent the very name callers use. */
  public boolean calledByOwnName() {
    return name.equals(upstreamName);
  }

  /** What the model can do, as its owner says. */
  public record Capabilities(boolean functionCall, boolean imageInput, boolean streaming) {
    public static final Capabilities TEXT = new Capabilities(false, false, true);
  }
}
