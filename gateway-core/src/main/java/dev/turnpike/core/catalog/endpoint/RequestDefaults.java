package dev.turnpike.core.catalog.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.change.WireForm;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which members of {@code extra_kwargs} are request parameters, put into every request that does
 * not name them. The others are kept and returned, and must hold no secret: these members are not
 * sealed.
 */
public final class RequestDefaults {
  private static final Set<String> NUMBERS =
      Set.of(
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "typical_p",
          "frequency_penalty",
          "presence_penalty",
          "repetition_penalty",
          "seed");

  private static final Set<String> COUNTS =
      Set.of("max_tokens", "max_completion_tokens", "max_output_tokens", "n", "top_logprobs");

  private static final Set<String> OTHERS =
      Set.of(
          "stop",
          "logprobs",
          "logit_bias",
          "response_format",
          "reasoning_effort",
          "reasoning",
          "thinking",
          "verbosity",
          "service_tier",
          "parallel_tool_calls",
          "tool_choice",
          "user",
          "safety_settings",
          "chat_template_kwargs");

  private static final Pattern SECRET =
      Pattern.compile(
          "(.*[_-])?(api[_-]?key|apikey|secret|password|passwd|authorization|credentials?|private[_-]?key"
              + "|access[_-]?key|(access|auth|bearer|session|refresh)[_-]?token|token)([_-].*)?");

  private static final int LARGEST = 32 * 1024;

  private RequestDefaults() {}

  public static boolean isParameter(String name) {
    return NUMBERS.contains(name) || COUNTS.contains(name) || OTHERS.contains(name);
  }

  public static void check(Map<String, JsonNode> defaults, WireForm extra) {
    defaults.forEach(
        (name, value) -> {
          if (NUMBERS.contains(name) && !value.isNumber()) {
            extra.error(name, "Must be a number.");
          }
          if (COUNTS.contains(name)
              && !(value.isIntegralNumber() && value.canConvertToInt() && value.asInt() > 0)) {
            extra.error(name, "Must be a whole number above 0.");
          }
        });
    checkSize(defaults, extra);
  }

  public static void checkExtras(Map<String, JsonNode> extras, WireForm extra) {
    extras.forEach((name, value) -> refuseSecrets(name, name, value, extra));
    checkSize(extras, extra);
  }

  // A credential under a name we do not know would lie in the database in clear and come back in
  // answers; a refusal is the only honest thing to do with it.
  private static void refuseSecrets(String path, String name, JsonNode value, WireForm extra) {
    if (value.isTextual() && SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      extra.error(
          path,
          "Looks like a secret. Give it as api_key or in extra_headers, which are stored encrypted.");
      return;
    }
    value
        .properties()
        .forEach(m -> refuseSecrets(path + "." + m.getKey(), m.getKey(), m.getValue(), extra));
    if (value.isArray()) {
      value.forEach(item -> refuseSecrets(path, name, item, extra));
    }
  }

  private static void checkSize(Map<String, JsonNode> members, WireForm extra) {
    var size = members.values().stream().mapToLong(v -> v.toString().length()).sum();
    if (size > LARGEST) {
      extra.error(members.keySet().iterator().next(), "Too large: at most 32 KiB in all.");
    }
  }
}
