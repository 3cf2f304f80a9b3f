package dev.turnpike.gateway.egress.seldom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.catalog.EndpointProbe.Target;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.integration.Secrets;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.BedrockFake;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEndpointProbeTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();

  private final EndpointProbe probe = SeldomForTests.probe(VERTX);

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

  @Test
  void provesWhoCallsWhereTheKeyItselfIsNotShown() {
    try (var bedrock = ScriptedUpstream.start().always(new BedrockFake())) {
      assertThat(signed(bedrock, BedrockFake.SECRET).ok()).isTrue();
      assertThat(bedrock.take().target()).isEqualTo("/model/credential-test/converse");
      assertThat(signed(bedrock, "another/secret+of40characters0123456789").cure())
          .contains("API key");
      assertThat(signed(bedrock, null).problem()).contains("aws_secret_access_key");
    }
  }

  /** As a stored credential of Bedrock is tested. */
  private Report signed(ScriptedUpstream bedrock, @Nullable String secret) {
    var secrets = new HashMap<>(Map.of("aws_access_key_id", BedrockFake.ACCESS_KEY_ID));
    if (secret != null) {
      secrets.put("aws_secret_access_key", secret);
    }
    var row = BuiltInProviders.table().find("bedrock").orElseThrow();
    var made =
        Connection.passing(
                row,
                new OrganizationId(new UUID(0, 1)),
                Map.of("aws_region_name", BedrockFake.REGION),
                new Secrets(secrets))
            .orElseThrow();
    return probe.probe(
        new Target(
            bedrock.url(""),
            made.credential(),
            null,
            row.auth(),
            "/model/credential-test/converse",
            true,
            made.provider().at(bedrock.url(""))));
  }

  private Report probe(URI url) {
    return probe.probe(
        new Target(url, new ProviderCredential("sk-probe", Map.of("X-Team", "blue")), null));
  }
}
