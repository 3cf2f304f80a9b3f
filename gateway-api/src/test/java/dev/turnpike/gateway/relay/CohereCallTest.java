package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.CohereFake;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls to Cohere through the whole data plane: chat in every dialect, embed and rerank. */
class CohereCallTest {
  private static final String MODEL = "command-a-03-2025";

  private final ScriptedUpstream upstream = ScriptedUpstream.start().always(new CohereFake());
  private final LocalGateway gateway = new LocalGateway();

  @BeforeEach
  void model() {
    cohere(MODEL, CohereFake.API_KEY, "");
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  @Test
  void answersInTheCallersForm() throws Exception {
    var answer = WireCall.chat(gateway, MODEL, false, ",\"top_p\":0.9");

    assertThat(WireCall.json(answer).at("/choices/0/message/content").asText())
        .isEqualTo("Hi from Cohere");
    assertThat(upstream.take().text()).contains("\"p\":0.9");
    assertThat(gateway.span().metering().usage().input()).isEqualTo(11);
  }

  @Test
  void streamsCalls() throws Exception {
    var answer = WireCall.chat(gateway, MODEL, true, WireCall.TOOLS);

    assertThat(answer.body())
        .contains("\"name\":\"weather\"")
        .contains("\"reasoning_content\":\"I look.\"")
        .contains("\"finish_reason\":\"tool_calls\"")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void speaksToAnthropicsCallersToo() throws Exception {
    var answer = WireCall.messages(gateway, MODEL, true);

    assertThat(answer.body()).contains("\"text\":\"Cohere\"").contains("event: message_stop");
  }

  @Test
  void embedsInOpenAisForm() throws Exception {
    cohere("embed-v4.0", CohereFake.API_KEY, "");

    var answer =
        WireCall.post(
            gateway,
            "/api/embeddings",
            "{\"model\":\"embed-v4.0\",\"input\":[\"a\",\"b\"],\"dimensions\":256}");

    assertThat(answer.body())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5,-1.0]},"
                + "{\"object\":\"embedding\",\"index\":1,\"embedding\":[0.5,-1.0]}],"
                + "\"model\":\"embed-v4.0\",\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}");
    var sent = upstream.take();
    assertThat(sent.target()).isEqualTo("/v2/embed");
    assertThat(sent.text())
        .isEqualTo(
            "{\"model\":\"embed-v4.0\",\"texts\":[\"a\",\"b\"],\"input_type\":\"search_document\","
                + "\"embedding_types\":[\"float\"],\"output_dimension\":256}");
    assertThat(gateway.span().metering().usage().input()).isEqualTo(4);
  }

  @Test
  void packsVectorsAsOpenAisSdkAsks() throws Exception {
    cohere("embed-v4.0", CohereFake.API_KEY, "");

    var answer =
        WireCall.post(
            gateway,
            "/api/embeddings",
            "{\"model\":\"embed-v4.0\",\"input\":\"a\",\"encoding_format\":\"base64\"}");

    // 0.5f and -1f, little endian.
    assertThat(WireCall.json(answer).at("/data/0/embedding").asText()).isEqualTo("AAAAPwAAgL8=");
  }

  @Test
  void ranksAndReturnsTheDocuments() throws Exception {
    cohere("rerank-v3.5", CohereFake.API_KEY, "");

    var answer =
        WireCall.post(
            gateway,
            "/api/rerank",
            "{\"model\":\"rerank-v3.5\",\"query\":\"tea\",\"documents\":[\"coffee\",{\"text\":\"tea\"}],\"return_documents\":true}");

    assertThat(WireCall.json(answer).at("/results/0/document/text").asText()).isEqualTo("tea");
    assertThat(WireCall.json(answer).at("/results/1/document/text").asText()).isEqualTo("coffee");
    assertThat(upstream.take().text())
        .isEqualTo(
            "{\"model\":\"rerank-v3.5\",\"query\":\"tea\",\"documents\":[\"coffee\",\"tea\"]}");
  }

  @Test
  void refusesTokensInTheCallersWords() throws Exception {
    cohere("embed-v4.0", CohereFake.API_KEY, "");

    var answer =
        WireCall.post(gateway, "/api/embeddings", "{\"model\":\"embed-v4.0\",\"input\":[1,2]}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(WireCall.json(answer).at("/error/param").asText()).isEqualTo("input");
  }

  @Test
  void tellsOfAWrongKeyAPathAndALimit() throws Exception {
    cohere("wrong-key", "wrong", "");
    cohere("wrong-path", CohereFake.API_KEY, "/elsewhere");

    assertThat(WireCall.chat(gateway, "wrong-key", true, "").body()).contains("invalid api token");
    assertThat(WireCall.chat(gateway, "wrong-path", true, "").body()).contains("page not found");
    var limited =
        WireCall.post(
            gateway,
            "/api/chat/completions",
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"too many\"}]}"
                .formatted(MODEL));
    assertThat(limited.statusCode()).isEqualTo(429);
  }

  private void cohere(String model, String key, String path) {
    gateway.builtIn(
        model, "cohere", upstream.url(path), Map.of(), new ProviderCredential(key, Map.of()));
  }
}
