package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.ReductoFake;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents passed through Reducto by chat clients. */
class ReductoCallTest {
  private static final String PDF =
      Base64.getEncoder().encodeToString("%PDF-1.7 ünï".getBytes(StandardCharsets.UTF_8));
  private static final String FILE =
      "{\"type\":\"file\",\"file\":{\"filename\":\"bill.pdf\",\"file_data\":\"data:application/pdf;base64,"
          + PDF
          + "\"}}";

  private final ReductoFake reducto = new ReductoFake();
  private final ScriptedUpstream upstream = ScriptedUpstream.start().always(reducto);
  private final LocalGateway gateway = new LocalGateway();

  @BeforeEach
  void model() {
    reducto("parse", ReductoFake.API_KEY);
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  @Test
  void uploadsParsesAndTellsTheText() throws Exception {
    var answer = ask("parse", FILE, false);

    assertThat(WireCall.json(answer).at("/choices/0/message/content").asText())
        .isEqualTo("# Invoice\n\nTotal: 12");
    assertThat(upstream.requests())
        .extracting(ReceivedRequest::target)
        .containsExactly("/upload", "/parse_async", "/job/job1", "/job/job1");
    assertThat(gateway.span().extra())
        .containsEntry("billed_pages", DecimalNode.valueOf(new BigDecimal("3")))
        .containsEntry("billed_credits", DecimalNode.valueOf(new BigDecimal("4.5")));
  }

  @Test
  void tellsItAsAStreamToWhoWantsOne() throws Exception {
    var answer = ask("parse", FILE, true);

    assertThat(answer.body()).contains("Total: 12").endsWith("data: [DONE]\n\n");
    assertThat(gateway.span().extra()).containsKey("billed_credits");
  }

  @Test
  void takesAnAddressWithoutUpload() throws Exception {
    var link = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}";

    assertThat(ask("parse", link, false).statusCode()).isEqualTo(200);
    assertThat(upstream.take().text()).isEqualTo("{\"input\":\"https://example.com/a.png\"}");
  }

  @Test
  void asksForADocument() throws Exception {
    var answer = ask("parse", "{\"type\":\"text\",\"text\":\"Hello\"}", false);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Send the document");
  }

  @Test
  void tellsOfAWrongKey() throws Exception {
    reducto("other", "wrong-key");

    var answer = ask("other", FILE, true);

    assertThat(answer.statusCode()).isEqualTo(424);
    assertThat(answer.body()).contains("Invalid API key");
  }

  private HttpResponse<String> ask(String model, String part, boolean stream) throws Exception {
    return WireCall.post(
        gateway,
        "/api/chat/completions",
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}"
            .formatted(model, stream, part));
  }

  private void reducto(String model, String key) {
    gateway.builtIn(
        model, "reducto", upstream.url(""), Map.of(), new ProviderCredential(key, Map.of()));
  }
}
