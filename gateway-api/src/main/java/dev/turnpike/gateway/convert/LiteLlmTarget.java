package dev.turnpike.gateway.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a LiteLLM model name leads: {@code prefix/model} and maybe an address of its own. */
sealed interface LiteLlmTarget {
  /**
   * An endpoint that a custom provider can name.
   *
   * @param name for people
   * @param formats what it speaks; none for OpenAI's chat format
   */
  record Endpoint(String name, String baseUrl, List<String> formats, String model)
      implements LiteLlmTarget {}

  /** None; {@code why} says what to do instead. */
  record None(String why) implements LiteLlmTarget {}

  /** Servers of one's own that speak OpenAI's format. */
  Set<String> OPEN =
      Set.of(
          "openai",
          "custom_openai",
          "openai_like",
          "hosted_vllm",
          "vllm",
          "lm_studio",
          "litellm_proxy",
          "llamafile",
          "xinference",
          "text-completion-openai");

  Set<String> OLLAMA = Set.of("ollama", "ollama_chat");

  static LiteLlmTarget of(String asked, JsonNode params, BuiltInProviders table) {
    var slash = asked.indexOf('/');
    var named = params.path("custom_llm_provider").asText("");
    var prefix = !named.isEmpty() ? named : slash > 0 ? asked.substring(0, slash) : "";
    var model =
        prefix.isEmpty() || !asked.startsWith(prefix + "/") ? asked : asked.substring(slash + 1);
    var own = params.path("api_base").asText(params.path("base_url").asText("")).strip();
    if (own.startsWith("os.environ/")) {
      return new None("api_base is " + own + "; write the address itself");
    }
    if (OLLAMA.contains(prefix)) {
      var base = own.isEmpty() ? "http://localhost:11434" : own.replaceAll("/+$", "");
      return new Endpoint("Ollama", base.endsWith("/v1") ? base : base + "/v1", List.of(), model);
    }
    if (OPEN.contains(prefix) && !own.isEmpty()) {
      return new Endpoint(host(own), own, List.of(), model);
    }
    var row = prefix.isEmpty() ? table.ofFamily(asked) : table.ofPrefix(prefix);
    return row.map(found -> builtIn(found, model, own))
        .orElseGet(
            () ->
                own.isEmpty()
                    ? new None("\"" + asked + "\" names no provider that is known here")
                    : new Endpoint(host(own), own, List.of(), model));
  }

  private static LiteLlmTarget builtIn(ProviderDescriptor row, String model, String own) {
    var formats =
        row.paths().entrySet().stream()
            .filter(path -> path.getValue().equals(path.getKey().defaultPath()))
            .map(Map.Entry::getKey)
            .flatMap(dialect -> format(dialect).stream())
            .toList();
    var base = own.isEmpty() ? row.baseUrl() : own;
    if (formats.isEmpty() || base.isEmpty() || base.contains("{")) {
      return new None(
          row.name()
              + " needs more than an address and a key: enter its credential under Integrations,"
              + " and ask for "
              + row.prefixes().stream().findFirst().orElse(row.id())
              + "/"
              + model);
    }
    // Its id must not be the built-in provider's, whose names it would hide.
    return new Endpoint(
        row.name() + " (LiteLLM)",
        base,
        formats.equals(List.of("openai-chat")) ? List.of() : formats,
        model);
  }

  /** The formats that need no more of a credential than a key. */
  private static Optional<String> format(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, GEMINI_GENERATE ->
          Optional.of(dialect.wire());
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE -> Optional.empty();
    };
  }

  private static String host(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getHost()).orElse(address);
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
