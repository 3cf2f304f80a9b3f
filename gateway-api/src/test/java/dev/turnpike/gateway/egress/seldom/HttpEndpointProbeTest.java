package dev.turnpike.gateway.egress.seldom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.catalog.EndpointProbe.Target;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointProbeTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();

  private final HttpEndpointProbe probe = new HttpEndpointProbe(SeldomForTests.calls(VERTX));

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
    UPSTREAM.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b/c:1\"},{\"id\":\"a\"}]}",
        "{\"models\":[{\"name\":\"a\"},{\"model\":\"b/c:1\"}]}",
        "[\"a\",{\"id\":\"b/c:1\"}]"
      })
  void listsTheModelsOfTheEndpoint(String body) {
    UPSTREAM.answer(Script.json(body));

    var report = probe(UPSTREAM.url("/v1"));

    assertThat(report.ok()).isTrue();
    assertThat(report.models()).containsExactly("a", "b/c:1");
    var asked = UPSTREAM.requests().getLast();
    assertThat(asked.method() + " " + asked.target()).isEqualTo("GET /v1/models");
    assertThat(asked.header("authorization")).hasValue("Bearer sk-probe");
    assertThat(asked.header("x-team")).hasValue("blue");
  }

  @ParameterizedTest
  @CsvSource({"401, API key", "404, Did you mean", "301, https://", "500, own log"})
  void saysWhatIsWrongAndWhatToDo(int status, String cure) {
    UPSTREAM.answer(Script.answer(status, "text/plain", ""));

    var report = probe(UPSTREAM.url(""));

    assertThat(report.reachable()).isTrue();
    assertThat(report.status()).isEqualTo(status);
    assertThat(report.problem()).isNotBlank();
    assertThat(report.cure()).contains(cure);
  }

  @Test
  void tellsAPageFromAModelList() {
    UPSTREAM.answer(Script.answer(200, "text/html", "<html>"));

    assertThat(probe(UPSTREAM.url("")).cure()).contains("/v1?");
  }

  @Test
  void tellsWhenNobodyListens() {
    URI gone;
    try (var upstream = ScriptedUpstream.start()) {
      gone = upstream.url("/v1");
    }

    var report = probe(gone);

    assertThat(report.reachable()).isFalse();
    assertThat(report.problem()).isEqualTo("The connection was refused.");
    assertThat(report.cure()).contains("in a container");
  }

  @Test
  void neverAsksForbiddenAddresses() {
    assertThat(probe(URI.create("http://169.254.169.254/v1")).problem())
        .isEqualTo("The address policy forbids this address.");
  }

  private Report probe(URI url) {
    return probe.probe(
        new Target(url, new ProviderCredential("sk-probe", Map.of("X-Team", "blue")), null));
  }
}
