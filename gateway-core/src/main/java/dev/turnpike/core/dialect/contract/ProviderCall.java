package dev.turnpike.core.dialect.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call ready for a provider, but for address and credentials.
 *
 * @param body a fresh tree the receiver may change (default parameters of the provider)
 * @param pathVariables for the placeholders of the path, such as {@code model}
 * @param query parameters to append, such as {@code alt=sse}
 * @param headers the dialect demands, such as {@code anthropic-version}
 * @param raw sent instead of the body; absent for JSON
 */
public record ProviderCall(
    ObjectNode body,
    Map<String, String> pathVariables,
    Map<String, String> query,
    Map<String, String> headers,
    @Nullable Raw raw) {
  /** A body that is no JSON, which is sent instead of the tree. */
  public record Raw(String contentType, byte[] bytes) {}

  public ProviderCall {
    pathVariables = Map.copyOf(pathVariables);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  public ProviderCall(
      ObjectNode body,
      Map<String, String> pathVariables,
      Map<String, String> query,
      Map<String, String> headers) {
    this(body, pathVariables, query, headers, null);
  }

  public ProviderCall(ObjectNode body) {
    this(body, Map.of(), Map.of(), Map.of());
  }

  public byte[] bytes() {
    return raw == null ? Json.writeBytes(body) : raw.bytes();
  }
}
