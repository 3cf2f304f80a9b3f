package dev.turnpike.gateway.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertTest {
  @TempDir Path folder;

  @Test
  void turnsModelsAndEndpointsOfLiteLlmIntoAScript() throws IOException {
    var script =
        convert(
            "litellm",
            """
            model_list:
              - model_name: llama
                litellm_params:
                  model: ollama_chat/llama3.2
                  api_base: http://localhost:11434
              - model_name: gpt
                litellm_params:
                  model: openai/gpt-4o
                  api_key: os.environ/OPENAI_API_KEY
                model_info: {max_input_tokens: 128000, supports_vision: true, input_cost_per_token: 0.0000025}
              - model_name: claude
                litellm_params: {model: anthropic/claude-sonnet-4-5, api_key: sk-ant-in-the-file}
            """);

    assertThat(script)
        .contains(
            "\"base_url\" : \"http://localhost:11434/v1\"",
            "\"custom_provider_id\" : \"ollama\"",
            "\"base_model_name\" : \"llama3.2\"",
            "\"base_url\" : \"https://api.openai.com/v1\"",
            "\"custom_provider_id\" : \"openai-litellm\"",
            "\"api_key\" : \"${OPENAI_API_KEY}\"",
            ": \"${OPENAI_API_KEY:?",
            "\"input_cost\" : 2.5",
            "\"max_context_window\" : 128000",
            "\"image_support\" : 1",
            "\"anthropic-messages\"",
            "${ANTHROPIC_LITELLM_KEY:?")
        .doesNotContain("sk-ant-in-the-file", "Not converted");
  }

  @Test
  void namesWhatOfLiteLlmHasNoEqual() throws IOException {
    var script =
        convert(
            "litellm",
            """
            model_list:
              - {model_name: "openai/*", litellm_params: {model: "openai/*"}}
              - {model_name: a, litellm_params: {model: azure/gpt-4o, api_key: k}}
              - {model_name: b, litellm_params: {model: openai/x, api_base: "http://b/v1", rpm: 5}}
              - {model_name: b, litellm_params: {model: openai/x, api_base: "http://c/v1"}}
            router_settings: {routing_strategy: least-busy}
            """);

    assertThat(script)
        .contains(
            "# - model_list[0]: wildcards",
            "# - model_list[1] (a): Azure OpenAI needs more",
            "# - model_list[2].litellm_params.rpm: no equal",
            "# - model_list[3]: a second deployment of b",
            "# - router_settings.routing_strategy: no equal");
  }

  @Test
  void letsTheShellExpandNothingButKeys() throws IOException {
    var script =
        convert(
            "litellm",
            """
            model_list:
              - model_name: "it's $(id) `id` ${HOME} \\\\"
                litellm_params: {model: openai/x, api_base: "http://b/v1"}
            """);

    assertThat(script)
        .contains("\\$(id)", "\\`id\\`", "\\${HOME}", "post /api/models/ 'model it'\\''s $(id)");
  }

  @Test
  void saysWhatAPortkeyConfigIsHere() throws IOException {
    var report =
        new JsonMapper()
            .readTree(
                convert(
                    "portkey",
                    """
                    {"strategy": {"mode": "fallback", "on_status_codes": [429]},
                     "targets": [{"provider": "@acme", "override_params": {"model": "big"}},
                                 {"virtual_key": "old-1", "override_params": {"model": "small"}}],
                     "cache": {"mode": "semantic"}}\
                    """));

    assertThat(report)
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"model": "big", "provider": "acme",
                     "respan_params": {"fallback_models": ["small"]},
                     "not_converted": ["cache.mode", "strategy.on_status_codes", "targets[1].virtual_key"],
                     "not_acted_upon": ["fallback_models"]}\
                    """));
  }

  @Test
  void saysWhatIsWrongWithACommand() throws IOException {
    assertThatThrownBy(() -> Convert.run(List.of())).hasMessageContaining("convert litellm FILE");
    assertThatThrownBy(() -> Convert.run(List.of("kong", "x"))).hasMessageContaining("no kong");
    assertThatThrownBy(() -> Convert.run(List.of("litellm", folder.resolve("none").toString())))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> convert("litellm", "a: [")).hasMessageContaining("line ");
    assertThatThrownBy(() -> convert("litellm", "[]")).hasMessageContaining("holds no object");
  }

  private String convert(String kind, String text) throws IOException {
    var file = Files.writeString(folder.resolve("file"), text);
    return Convert.run(List.of(kind, file.toString()));
  }
}
