package dev.turnpike.core.portkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortkeyHeadersTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void leavesRequestsOfOthersAlone() {
    Function<String, @Nullable String> headers = Map.of("authorization", "Bearer k")::get;

    assertThat(PortkeyHeaders.read(headers)).isSameAs(headers);
  }

  @Test
  void readsMetadataTraceAndUser() throws JsonProcessingException {
    var read =
        PortkeyHeaders.read(
            Map.of(
                    "x-portkey-metadata",
                        "{\"_user\": \"u-1\", \"_environment\": \"beta\", \"team\": \"a\"}",
                    "x-portkey-trace-id", "t-1",
                    "x-portkey-span-name", "answer",
                    "x-portkey-debug", "false",
                    "x-portkey-provider", "@acme")
                ::get);

    assertThat(parameters(read))
        .isEqualTo(
            JSON.readTree(
                """
                {"metadata": {"environment": "beta", "team": "a"}, "customer_identifier": "u-1",
                 "trace_unique_id": "t-1", "span_name": "answer", "disable_log": true}\
                """));
    assertThat(read.apply("x-respan-route-provider")).isEqualTo("acme");
  }

  @Test
  void readsAConfig() throws JsonProcessingException {
    var read =
        PortkeyHeaders.read(
            Map.of(
                    "x-portkey-config",
                    """
                    {"strategy": {"mode": "loadbalance"}, "retry": {"attempts": 3, "on_status_codes": [429]},
                     "cache": {"mode": "simple", "max_age": 60},
                     "targets": [{"provider": "@a", "override_params": {"model": "x"}, "weight": 0.7},
                                 {"override_params": {"model": "@b/y", "temperature": 0}},
                                 {"virtual_key": "v"}]}\
                    """)
                ::get);

    assertThat(parameters(read))
        .isEqualTo(
            JSON.readTree(
                """
                {"retry_params": {"retry_enabled": true, "num_retries": 3},
                 "cache_enabled": true, "cache_ttl": 60,
                 "load_balance_models": [{"model": "a/x", "weight": 0.7}, {"model": "b/y", "weight": 1}],
                 "portkey_unmapped": ["x-portkey-config retry.on_status_codes",
                   "x-portkey-config targets[1].override_params.temperature",
                   "x-portkey-config targets[2].virtual_key", "x-portkey-config targets[2]"]}\
                """));
  }

  @Test
  void namesWhatHasNoEqual() throws JsonProcessingException {
    var read =
        PortkeyHeaders.read(
            Map.of(
                    "x-portkey-config", "pc-kept-at-portkey",
                    "x-portkey-virtual-key", "v-1",
                    "x-portkey-custom-host", "https://elsewhere.example/v1",
                    "x-portkey-cache", "semantic",
                    "x-portkey-metadata", "not json")
                ::get);

    assertThat(parameters(read).path("portkey_unmapped"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "x-portkey-config",
            "x-portkey-metadata",
            "x-portkey-cache",
            "x-portkey-virtual-key",
            "x-portkey-custom-host");
  }

  @Test
  void letsTheCallersOwnParametersWin() throws JsonProcessingException {
    var own = "{\"customer_identifier\": \"mine\"}".getBytes(StandardCharsets.UTF_8);
    var read =
        PortkeyHeaders.read(
            Map.of(
                    "x-portkey-api-key", "k",
                    "x-portkey-metadata", "{\"_user\": \"theirs\"}",
                    "x-data-respan-params", Base64.getEncoder().encodeToString(own))
                ::get);

    assertThat(parameters(read).path("customer_identifier").asText()).isEqualTo("mine");
  }

  private static JsonNode parameters(Function<String, @Nullable String> headers)
      throws JsonProcessingException {
    var carried = Objects.requireNonNull(headers.apply("x-data-respan-params"));
    return JSON.readTree(new String(Base64.getDecoder().decode(carried), StandardCharsets.UTF_8));
  }
}
