package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's operations beside conversations: bytes both ways, a log row of each, clear refusals. */
class OperationCallTest {
  private static final LocalGateway GATEWAY = new LocalGateway();
  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String FORM = "multipart/form-data; boundary=frontier";

  @BeforeEach
  void fresh() {
    UPSTREAM.clear();
    GATEWAY.forgetSpans();
    GATEWAY.model("m1", "real", UPSTREAM);
  }

  @AfterAll
  static void close() {
    GATEWAY.close();
    UPSTREAM.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/embeddings|embedding|\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"|"
            + "{\"data\":[{\"embedding\":[0.10,-1.5E-7]},{\"embedding\":\"AACAPw==\"}],"
            + "\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}|7|0",
        "/api/rerank|reranker|\"query\":\"q\",\"documents\":[\"a\"]|"
            + "{\"results\":[{\"index\":0,\"relevance_score\":0.980}]}|0|0",
        "/api/moderations|other|\"input\":\"a\"|{\"results\":[{\"flagged\":false,\"x\":1e-3}]}|0|0",
        "/api/images/generations|other|\"prompt\":\"a\"|"
            + "{\"data\":[{\"b64_json\":\"iVBO\"}],\"usage\":{\"input_tokens\":4,\"output_tokens\":9}}|4|9",
        "/api/completions|completion|\"prompt\":\"a\"|"
            + "{\"choices\":[{\"text\":\"b\",\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}|3|2",
      })
  void relaysJsonBothWays(
      String path, String logType, String members, String answer, long in, long out)
      throws Exception {
    UPSTREAM.answer(Script.json(answer));

    var got = post(path, "{\"model\":\"m1\"," + members + ",\"customer_identifier\":\"u\"}");

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(text(got)).isEqualTo(answer);
    var sent = UPSTREAM.take();
    assertThat(sent.target()).isEqualTo("/v1" + path.substring("/api".length()));
    assertThat(sent.text()).isEqualTo("{\"model\":\"real\"," + members + "}");
    var span = GATEWAY.span();
    assertThat(span.origin().type()).isEqualTo(logType);
    assertThat(span.metering().usage()).isEqualTo(Usage.ofText(in, out));
    assertThat(span.metering().cost().basis())
        .isEqualTo(in + out > 0 ? Cost.Basis.COMPUTED : Cost.Basis.UNPRICED);
    assertThat(span.tags().customerIdentifier()).isEqualTo("u");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/embeddings",
        "/api/rerank",
        "/api/moderations",
        "/api/images/generations",
        "/api/completions",
        "/api/audio/speech"
      })
  void tellsErrorsOfTheProvider(String path) throws Exception {
    UPSTREAM.answer(
        Script.answer(
            429,
            "application/json",
            "{\"error\":{\"message\":\"slow down\",\"code\":\"rpm\"}}",
            "retry-after: 7"));

    var got = post(path, "{\"model\":\"m1\",\"input\":\"a\"}");

    assertThat(got.statusCode()).isEqualTo(429);
    assertThat(got.headers().firstValue("retry-after")).hasValue("7");
    assertThat(text(got)).contains("\"message\":\"slow down\"").contains("\"code\":\"rpm\"");
    assertThat(GATEWAY.span().result().status()).isEqualTo(Span.Status.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/embeddings", "/api/audio/transcriptions", "/api/images/edits"})
  void refusesWhatTheProviderDoesNotOffer(String path) throws Exception {
    GATEWAY.model("claude", "claude", UPSTREAM, DialectId.ANTHROPIC_MESSAGES);

    var got = post(path, "{\"model\":\"claude\",\"input\":\"a\"}");

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(text(got)).contains("unsupported_parameter").contains("no such operation");
    assertThat(UPSTREAM.requests()).isEmpty();
  }

  @Test
  void passesSpeechOnWhileItComes() throws Exception {
    var sound = noise(100_000);
    UPSTREAM.answer(
        Script.chunked(200, "audio/mpeg")
            .chunk(part(sound, 0, 40_000))
            .chunk(part(sound, 40_000, 100_000))
            .end());

    var got = post("/api/audio/speech", "{\"model\":\"m1\",\"input\":\"hi\",\"voice\":\"x\"}");

    assertThat(got.body()).isEqualTo(sound);
    assertThat(got.headers().firstValue("content-type")).hasValue("audio/mpeg");
    var span = GATEWAY.span();
    assertThat(span.content().response())
        .isEqualTo("{\"content_type\":\"audio/mpeg\",\"bytes\":100000}");
    assertThat(span.metering().cost().basis()).isEqualTo(Cost.Basis.UNPRICED);
    assertThat(span.origin().type()).isEqualTo("speech");
  }

  @Test
  void breaksSpeechOffThatIsNotWhole() {
    UPSTREAM.answer(Script.chunked(200, "audio/mpeg").chunk(noise(9_000)).close());

    assertThatThrownBy(() -> post("/api/audio/speech", "{\"model\":\"m1\",\"input\":\"hi\"}"))
        .isInstanceOf(IOException.class);
    assertThat(GATEWAY.span().result().errorCode()).isEqualTo("upstream_truncated");
  }

  @Test
  void streamsTheOlderCompletions() throws Exception {
    var text =
        "data: {\"id\":\"cmpl-1\",\"choices\":[{\"text\":\"hé\",\"finish_reason\":null}]}\n\n";
    var stop = "data: {\"choices\":[{\"text\":\"\",\"finish_reason\":\"stop\"}]}\n\n";
    var usage =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n";
    var done = "data: [DONE]\n\n";
    UPSTREAM.answer(Script.stream().chunk(text + stop).chunk(usage + done).end());

    var got = post("/api/completions", "{\"model\":\"m1\",\"prompt\":\"a\",\"stream\":true}");

    assertThat(text(got)).isEqualTo(text + stop + done);
    assertThat(UPSTREAM.take().text())
        .isEqualTo(
            "{\"model\":\"real\",\"prompt\":\"a\",\"stream\":true,"
                + "\"stream_options\":{\"include_usage\":true}}");
    var span = GATEWAY.span();
    assertThat(span.metering().usage()).isEqualTo(Usage.ofText(3, 2));
    assertThat(span.timing().timeToFirstToken()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"audio/transcriptions", "audio/translations", "images/edits", "images/variations"})
  void relaysFormsAsTheyAre(String operation) throws Exception {
    var file = noise(50_000);
    UPSTREAM.answer(
        Script.json("{\"text\":\"hello\",\"usage\":{\"input_tokens\":9,\"output_tokens\":3}}"));

    var got =
        post(
            "/api/" + operation,
            FORM,
            form(
                "m1",
                "--frontier\r\n"
                    + "Content-Disposition: form-data; name=\"customer_identifier\"\r\n\r\n"
                    + "u\r\n",
                file));

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(text(got)).startsWith("{\"text\":\"hello\"");
    var sent = UPSTREAM.take();
    assertThat(sent.target()).isEqualTo("/v1/" + operation);
    assertThat(sent.header("content-type")).hasValue(FORM);
    assertThat(sent.body()).isEqualTo(form("real", "", file));
    var span = GATEWAY.span();
    assertThat(span.called().model()).isEqualTo("m1");
    assertThat(span.tags().customerIdentifier()).isEqualTo("u");
    assertThat(span.metering().usage()).isEqualTo(Usage.ofText(9, 3));
    assertThat(span.content().request())
        .contains("{\"filename\":\"a.mp3\",\"content_type\":\"audio/mpeg\",\"bytes\":50000}")
        .contains("\"prompt\":\"names: Ada\"");
  }

  @Test
  void changesNoByteOfAFormWhoseModelKeepsItsName() throws Exception {
    GATEWAY.model("real", "real", UPSTREAM);
    UPSTREAM.answer(Script.answer(200, "text/vtt; charset=utf-8", "WEBVTT\n\n1\n"));

    var got = post("/api/audio/transcriptions", FORM, form("real", "", noise(10)));

    assertThat(text(got)).isEqualTo("WEBVTT\n\n1\n");
    assertThat(got.headers().firstValue("content-type")).hasValue("text/vtt; charset=utf-8");
    assertThat(UPSTREAM.take().body()).isEqualTo(form("real", "", noise(10)));
  }

  @Test
  void streamsATranscription() throws Exception {
    var delta = "data: {\"type\":\"transcript.text.delta\",\"delta\":\"hel\"}\n\n";
    var done =
        "data: {\"type\":\"transcript.text.done\",\"text\":\"hello\","
            + "\"usage\":{\"type\":\"tokens\",\"input_tokens\":8,\"output_tokens\":2}}\n\n";
    UPSTREAM.answer(Script.stream().chunk(delta).chunk(done).end());

    var got =
        post("/api/audio/transcriptions", FORM, form("m1", field("stream", "true"), noise(10)));

    assertThat(text(got)).isEqualTo(delta + done);
    assertThat(GATEWAY.span().metering().usage()).isEqualTo(Usage.ofText(8, 2));

    // Some models ignore the wish for a stream.
    UPSTREAM.answer(Script.json("{\"text\":\"hello\"}"));
    got = post("/api/audio/transcriptions", FORM, form("m1", field("stream", "true"), noise(10)));
    assertThat(text(got)).isEqualTo("{\"text\":\"hello\"}");
    assertThat(got.headers().firstValue("content-type")).hasValue("application/json");

    UPSTREAM.answer(Script.stream().chunk(delta).end());
    assertThatThrownBy(
            () ->
                post(
                    "/api/audio/transcriptions",
                    FORM,
                    form("m1", field("stream", "true"), noise(10))))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/form-data|--frontier--|boundary",
        "multipart/form-data; boundary=frontier|--other--|does not hold the boundary",
        "multipart/form-data; boundary=frontier|--frontier$Content-Disposition: form-data;"
            + " name=\"model\"$$m1|cut short",
        "multipart/form-data; boundary=frontier|--frontier$Content-Type:"
            + " text/plain$$m1$--frontier--|has no name",
        "multipart/form-data; boundary=frontier|--frontier$Content-Disposition: form-data;"
            + " name=\"n\"$$1$--frontier--|`model` is missing",
        "multipart/form-data; boundary=frontier|--frontier$Content-Disposition: form-data;"
            + " name=\"model\"$$m1$--frontier$Content-Disposition: form-data;"
            + " name=\"stream\"$$maybe$--frontier--|`stream` must be true or false",
      })
  void namesWhatIsWrongWithAForm(String type, String body, String why) throws Exception {
    var got =
        post(
            "/api/audio/transcriptions",
            type,
            body.replace("$", "\r\n").getBytes(StandardCharsets.UTF_8));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(text(got)).contains(why);
    assertThat(UPSTREAM.requests()).isEmpty();
  }

  @Test
  void refusesAFormBeyondTheBound() throws Exception {
    var got = post("/api/audio/transcriptions", FORM, new byte[(16 << 20) + 1]);

    assertThat(got.statusCode()).isEqualTo(413);
  }

  @Test
  void embedsForGooglesCallersAtAnOpenAiProvider() throws Exception {
    UPSTREAM.answer(
        Script.json(
            "{\"data\":[{\"index\":1,\"embedding\":[2.50,-1e-9]},{\"index\":0,\"embedding\":[0.10]}],"
                + "\"usage\":{\"prompt_tokens\":5}}"));

    var got =
        post(
            "/google/m1/batchEmbedContents",
            "{\"requests\":[{\"model\":\"models/m1\",\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"X\"},"
                + "{\"model\":\"models/m1\",\"content\":{\"parts\":[{\"text\":\"b\"},{\"text\":\"c\"}]}}]}");

    assertThat(text(got))
        .isEqualTo(
            "{\"embeddings\":[{\"values\":[0.10]},{\"values\":[2.50,-1e-9]}],"
                + "\"usageMetadata\":{\"promptTokenCount\":5}}");
    assertThat(got.headers().firstValue("x-turnpike-dropped")).hasValue("taskType");
    var sent = UPSTREAM.take();
    assertThat(sent.target()).isEqualTo("/v1/embeddings");
    assertThat(sent.text())
        .isEqualTo(
            "{\"model\":\"real\",\"input\":[\"a\",\"b\\nc\"],\"encoding_format\":\"float\"}");
    assertThat(GATEWAY.span().metering().usage()).isEqualTo(Usage.ofText(5, 0));
  }

  @Test
  void relaysGooglesEmbeddingsToAGeminiProvider() throws Exception {
    GATEWAY.model("g1", "gemini-embedding-001", UPSTREAM, DialectId.GEMINI_GENERATE);
    var answer = "{\"embedding\":{\"values\":[0.10,-1e-9]}}";
    UPSTREAM.answer(Script.json(answer));

    var got =
        post(
            "/google/g1/embedContent",
            "{\"model\":\"models/g1\",\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":2}");

    assertThat(text(got)).isEqualTo(answer);
    var sent = UPSTREAM.take();
    assertThat(sent.target()).isEqualTo("/v1/models/gemini-embedding-001:embedContent");
    assertThat(sent.text()).contains("\"model\":\"models/gemini-embedding-001\"");
    assertThat(sent.text()).contains("\"outputDimensionality\":2");
  }

  @Test
  void refusesGooglesEmbeddingsInGooglesForm() throws Exception {
    GATEWAY.model("claude", "claude", UPSTREAM, DialectId.ANTHROPIC_MESSAGES);
    var asked = "{\"content\":{\"parts\":[{\"text\":\"a\"}]}}";
    var image = "{\"content\":{\"parts\":[{\"inlineData\":{}}]}}";

    assertThat(text(post("/google/claude/embedContent", asked)))
        .contains("\"status\":\"INVALID_ARGUMENT\"")
        .contains("no such operation");
    assertThat(text(post("/google/m1/embedContent", image))).contains("texts only");
    assertThat(text(post("/google/m1/embedContent", "{}"))).contains("must hold `parts`");
    assertThat(text(post("/google/none/embedContent", asked))).contains("\"code\":404");
  }

  private static byte[] form(String model, String more, byte[] file) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        (field("model", model)
                + more
                + field("prompt", "names: Ada")
                + "--frontier\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\n"
                + "Content-Type: audio/mpeg\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(file);
    out.writeBytes("\r\n--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static String field(String name, String value) {
    return "--frontier\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static byte[] noise(int length) {
    var bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static HttpResponse<byte[]> post(String path, String json) throws Exception {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse<byte[]> post(String path, String type, byte[] body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(GATEWAY.url(path))
            .header("authorization", "Bearer " + LocalGateway.KEY)
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
