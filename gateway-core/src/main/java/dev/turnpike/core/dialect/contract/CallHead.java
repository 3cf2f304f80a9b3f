package dev.turnpike.core.dialect.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller said outside the body.
 *
 * @param model the model in the path; absent where the body names it
 * @param stream what the path says of streaming; absent where the body says it
 * @param headers by lower-case name; only those a dialect defines ({@code anthropic-beta} …)
 */
public record CallHead(
    @Nullable String model, @Nullable Boolean stream, Map<String, String> headers) {
  /** All is in the body. */
  public static final CallHead BODY = new CallHead(null, null, Map.of());

  public CallHead {
    headers = Map.copyOf(headers);
  }

  /** For Gemini, where model and operation stand in the path. */
  public static CallHead ofPath(String model, boolean stream) {
    return new CallHead(model, stream, Map.of());
  }
}
