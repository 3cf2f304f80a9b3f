package dev.turnpike.core.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayParamsTest {
  @Test
  void carrierInBodyWinsOverHeaderWinsOverTopLevel() {
    var params =
        read(
            "{\"customer_identifier\":\"top\",\"thread_identifier\":\"top\",\"note\":\"top\","
                + "\"respan_params\":{\"customer_identifier\":\"carrier\"}}",
            "{\"customer_identifier\":\"header\",\"thread_identifier\":\"header\"}");

    assertThat(params.text("customer_identifier")).isEqualTo("carrier");
    assertThat(params.text("thread_identifier")).isEqualTo("header");
    assertThat(params.text("note")).isEqualTo("top");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"respan_params\":{\"note\":\"n\"}}",
        "{\"keywordsai_params\":{\"note\":\"n\"}}",
        "{\"respan_params\":\"{\\\"note\\\":\\\"n\\\"}\"}"
      })
  void takesEveryFormOfTheCarrier(String body) {
    assertThat(read(body, null).text("note")).isEqualTo("n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"respan_params\":[1]}",
        "{\"respan_params\":\"no json\"}",
        "{\"respan_params\":7}"
      })
  void passesOverCarriersThatAreNoObject(String body) {
    var params = read(body, "[1]");

    assertThat(params.problem()).isEmpty();
    assertThat(params.text("note")).isNull();
    assertThat(GatewayParams.read(BodySpliceTest.scanned(body), "%%%").text("note")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"customer_identifier\":{}} | customer_identifier",
        "{\"metadata\":\"x\"} | metadata",
        "{\"disable_log\":\"yes\"} | disable_log",
        "{\"customer_params\":[]} | customer_params"
      })
  void namesTheParameterAtFault(String body, String field) {
    assertThat(read(body, null).problem().orElseThrow().param()).isEqualTo(field);
  }

  @Test
  void tellsWhatItDoesNotActUpon() {
    var params = read("{\"fallback_models\":[\"a\"],\"cache_enabled\":false,\"models\":[]}", null);

    assertThat(params.unheeded()).containsExactly("fallback_models");
  }

  private static GatewayParams read(String body, @Nullable String header) {
    var encoded =
        header == null
            ? null
            : Base64.getEncoder().encodeToString(header.getBytes(StandardCharsets.UTF_8));
    return GatewayParams.read(BodySpliceTest.scanned(body), encoded);
  }
}
