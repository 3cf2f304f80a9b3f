package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of Portkey's clients: their headers are read, and what has no equal is said. */
class PortkeyCallTest {
  private static final LocalGateway GATEWAY = new LocalGateway();
  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void fresh() {
    UPSTREAM.clear();
    GATEWAY.forgetSpans();
    GATEWAY.model("m1", "real-1", UPSTREAM);
    GATEWAY.model("m2", "real-2", UPSTREAM);
    UPSTREAM.answer(Script.json("{\"id\":\"c\",\"choices\":[]}"));
  }

  @AfterAll
  static void close() {
    GATEWAY.close();
    UPSTREAM.close();
  }

  @Test
  void tellsCustomerTraceAndMetadata() throws Exception {
    var answer =
        call(
            Map.of(
                "x-portkey-api-key", LocalGateway.KEY,
                "authorization", "Bearer sk-of-a-provider",
                "x-portkey-metadata", "{\"_user\": \"u-1\", \"team\": \"a\"}",
                "x-portkey-trace-id", "t-1"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-turnpike-dropped")).isEmpty();
    var span = GATEWAY.span();
    assertThat(span.tags().customerIdentifier()).isEqualTo("u-1");
    assertThat(span.tags().metadata()).isEqualTo(Map.of("team", "a"));
    assertThat(span.place().traceId()).isEqualTo("t-1");
    assertThat(UPSTREAM.take().headerNames()).noneMatch(name -> name.startsWith("x-portkey"));
  }

  @Test
  void asksForTheModelOfTheConfig() throws Exception {
    call(
        Map.of(
            "x-portkey-api-key",
            LocalGateway.KEY,
            "x-portkey-config",
            "{\"override_params\": {\"model\": \"@acme/m2\"}}"));

    assertThat(UPSTREAM.take().text()).contains("\"model\":\"real-2\"");
    assertThat(GATEWAY.span().called().model()).isEqualTo("acme/m2");
  }

  @Test
  void namesWhatHasNoEqualInTheAnswerAndTheLog() throws Exception {
    var answer =
        call(
            Map.of(
                "x-portkey-api-key", LocalGateway.KEY,
                "x-portkey-config", "pc-kept-at-portkey",
                "x-portkey-custom-host", "https://elsewhere.example/v1"));

    assertThat(answer.headers().firstValue("x-turnpike-dropped"))
        .hasValue("x-portkey-config, x-portkey-custom-host");
    assertThat(GATEWAY.span().result().warnings())
        .containsExactly(
            "`x-portkey-config` is not acted upon by this gateway.",
            "`x-portkey-custom-host` is not acted upon by this gateway.");
  }

  private static HttpResponse<String> call(Map<String, String> headers) throws Exception {
    var request =
        HttpRequest.newBuilder(GATEWAY.url("/api/chat/completions"))
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"m1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
    headers.forEach(request::header);
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
