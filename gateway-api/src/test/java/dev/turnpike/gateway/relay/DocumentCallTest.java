package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.ReductoFake;
import dev.turnpike.core.usage.Cost;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reducto's own operations, as its SDKs call them: upload, parse, job, result. */
class DocumentCallTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String FORM =
      "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bill.pdf\"\r\n"
          + "Content-Type: application/pdf\r\n\r\n%PDF-1.7 \u00fcn\u00ef\r\n--b1--\r\n";
  private static final String INPUT = "{\"input\":\"reducto://one.pdf\"}";

  private final ReductoFake reducto = new ReductoFake();
  private final ScriptedUpstream upstream = ScriptedUpstream.start().always(reducto);
  private final LocalGateway gateway = new LocalGateway();

  @BeforeEach
  void connect() {
    connect(ReductoFake.API_KEY);
  }

  private void connect(String key) {
    gateway.connect("reducto", Map.of(), Map.of("api_key", key), Map.of(), upstream);
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  @Test
  void uploadsAFileAsItCame() throws Exception {
    var answer = upload(FORM);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(WireCall.json(answer).path("file_id").asText()).isEqualTo("reducto://one.pdf");
    assertThat(upstream.take().text()).isEqualTo(FORM);
    var span = gateway.span();
    assertThat(span.called().providerId()).isEqualTo("reducto");
    assertThat(span.origin().type()).isEqualTo("other");
    assertThat(span.content().request()).contains("bill.pdf").doesNotContain("%PDF");
  }

  @Test
  void parsesWhileTheCallerWaitsAndTellsWhatWasBilled() throws Exception {
    var answer =
        post(
            "/parse",
            "{\"input\":\"reducto://one.pdf\",\"formatting\":{\"table_output_format\":\"md\"},"
                + "\"respan_params\":{\"customer_identifier\":\"u1\"}}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(WireCall.json(answer).at("/result/chunks/1/content").asText())
        .isEqualTo("Total: 12");
    assertThat(upstream.take().text())
        .isEqualTo(
            "{\"input\":\"reducto://one.pdf\",\"formatting\":{\"table_output_format\":\"md\"}}");
    var span = gateway.span();
    assertThat(span.result().status()).isEqualTo(Span.Status.SUCCESS);
    assertThat(span.tags().customerIdentifier()).isEqualTo("u1");
    assertThat(span.extra())
        .containsEntry("billed_pages", DecimalNode.valueOf(new BigDecimal("3")))
        .containsEntry("billed_credits", DecimalNode.valueOf(new BigDecimal("4.5")));
    // Credits have no price in money that could be relied on.
    assertThat(span.metering().cost().basis()).isEqualTo(Cost.Basis.UNPRICED);
  }

  @Test
  void startsAJobAsksAfterItAndTellsItsResult() throws Exception {
    var job = WireCall.json(post("/parse_async", INPUT)).path("job_id").asText();
    var pending = get("/job/" + job);
    gateway.forgetSpans();
    var done = get("/job/" + job + "?timeout=5");

    assertThat(WireCall.json(pending).path("status").asText()).isEqualTo("Pending");
    assertThat(WireCall.json(done).at("/result/result/chunks/0/content").asText())
        .isEqualTo("# Invoice");
    assertThat(gateway.span().extra()).containsKey("billed_credits");
    assertThat(upstream.requests())
        .extracting(ReceivedRequest::target)
        .containsExactly("/parse_async", "/job/job1", "/job/job1?timeout=5");
    assertThat(upstream.requests().getLast().header("content-type")).isEmpty();
  }

  @Test
  void endsAJob() throws Exception {
    var answer = post("/cancel/job1", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(upstream.take().method()).isEqualTo("POST");
  }

  @Test
  void tellsWhatReductoRefusesInItsOwnWords() throws Exception {
    var unknown = post("/parse", "{\"input\":\"reducto://one.pdf\",\"no_such\":1}");
    var nothing = upload("--b1--\r\n");
    connect("wrong-key");
    var wrongKey = post("/parse_async", INPUT);

    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(WireCall.json(unknown).path("detail").asText()).contains("no_such");
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(wrongKey.statusCode()).isEqualTo(424);
    assertThat(WireCall.json(wrongKey).path("detail").asText()).contains("Invalid API key");
  }

  @Test
  void sendsNothingThatHasNoKnownForm() throws Exception {
    assertThat(get("/job/a%2F..%2Fb").statusCode()).isEqualTo(400);
    assertThat(get("/job/job1?timeout=soon").body()).contains("timeout");
    assertThat(post("/parse", "not json").statusCode()).isEqualTo(400);
    assertThat(upstream.requests()).isEmpty();
  }

  private HttpResponse<String> upload(String form) throws IOException, InterruptedException {
    return send(
        request("/upload")
            .header("Content-Type", "multipart/form-data; boundary=b1")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.url("/api/reducto" + path))
        .header("Authorization", "Bearer " + LocalGateway.KEY);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
