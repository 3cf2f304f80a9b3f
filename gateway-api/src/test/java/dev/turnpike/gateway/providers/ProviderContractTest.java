package dev.turnpike.gateway.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.usage.Usage;
import dev.turnpike.gateway.relay.LocalGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Provider × (chat, stream, tools, structured output, error, rate limit, usage): a caller of
 * OpenAI's chat completions reaches each built-in provider by a model name, over the row's own
 * path, credential and format.
 */
class ProviderContractTest {
  private static final LocalGateway GATEWAY = new LocalGateway();
  private static final Map<String, VendorServer> SERVERS = new LinkedHashMap<>();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void connectAll() {
    vendors()
        .forEach(
            vendor -> {
              var server = new VendorServer(vendor);
              SERVERS.put(vendor.id(), server);
              server.connect(GATEWAY);
            });
  }

  @AfterAll
  static void closeAll() {
    GATEWAY.close();
    SERVERS.values().forEach(VendorServer::close);
    CLIENT.close();
  }

  @BeforeEach
  void fresh() {
    GATEWAY.forgetSpans();
  }

  static Stream<Vendor> vendors() {
    return Vendor.all();
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void answersAChatAndCountsItsUsage(Vendor vendor) throws Exception {
    var reply = call(request(vendor));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    var message = json(reply.body()).at("/choices/0/message");
    assertThat(message.path("content").asText()).isEqualTo(vendor.text("text"));
    assertUsage(vendor, GATEWAY.span());
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void streamsAndCountsItsUsage(Vendor vendor) throws Exception {
    var reply = call(request(vendor).put("stream", true));

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(reply.body()).endsWith("data: [DONE]\n\n");
    assertThat(deltas(reply.body(), "/choices/0/delta/content")).isEqualTo(vendor.text("text"));
    var span = GATEWAY.span();
    assertThat(span.result().status()).isEqualTo(Span.Status.SUCCESS);
    assertUsage(vendor, span);
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void passesToolCalls(Vendor vendor) throws Exception {
    var request = withTool(request(vendor));

    var whole = json(call(request).body()).at("/choices/0");
    var streamed = call(request.put("stream", true)).body();

    assertThat(whole.at("/message/tool_calls/0/function/name").asText()).isEqualTo("get_weather");
    assertThat(json(whole.at("/message/tool_calls/0/function/arguments").asText()))
        .isEqualTo(json("{\"city\":\"Paris\"}"));
    assertThat(whole.path("finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(json(deltas(streamed, "/choices/0/delta/tool_calls/0/function/arguments")))
        .isEqualTo(json("{\"city\":\"Paris\"}"));
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void passesStructuredOutput(Vendor vendor) throws Exception {
    var request = request(vendor);
    var format = request.putObject("response_format");
    if (vendor.knowsSchema()) {
      format.put("type", "json_schema");
      var schema = format.putObject("json_schema").put("name", "city").put("strict", true);
      schema.set(
          "schema",
          json(
              "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                  + "\"required\":[\"city\"],\"additionalProperties\":false}"));
    } else {
      format.put("type", "json_object");
    }

    var reply = call(request);

    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    assertThat(json(json(reply.body()).at("/choices/0/message/content").asText()))
        .isEqualTo(json("{\"city\":\"Paris\"}"));
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void tellsTheProvidersOwnError(Vendor vendor) throws Exception {
    server(vendor).upstream().answer(server(vendor).told("bad"));

    var reply = call(request(vendor));

    assertThat(reply.statusCode()).isEqualTo(vendor.data().at("/bad/status").asInt());
    assertThat(json(reply.body()).at("/error/message").asText())
        .contains(vendor.data().at("/bad/message").asText());
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void tellsThatTheProviderLimitsTheRate(Vendor vendor) throws Exception {
    server(vendor).upstream().answer(server(vendor).told("limited"));

    var reply = call(request(vendor));

    assertThat(reply.statusCode()).isEqualTo(429);
    assertThat(reply.headers().firstValue("retry-after"))
        .contains(vendor.data().at("/limited/retry_after").asText());
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void isJudgedByAServerThatRefusesWhatTheVendorRefuses(Vendor vendor) throws Exception {
    var format = vendor.format();
    var good =
        switch (format) {
          case GEMINI_GENERATE -> "{\"contents\":[]}";
          case OPENAI_RESPONSES -> "{\"model\":\"m\",\"input\":\"hi\"}";
          case BEDROCK_CONVERSE -> "{\"messages\":[]}";
          default -> "{\"model\":\"m\",\"messages\":[]}";
        };
    var extra =
        good.substring(0, good.length() - 1) + ",\"" + vendor.refusedParameter() + "\":true}";

    assertThat(direct(vendor, vendor.path(false), vendor.authValue(), good).statusCode())
        .isEqualTo(200);
    assertThat(direct(vendor, vendor.path(false), "Bearer wrong", good).statusCode())
        .isEqualTo(vendor.data().at("/unauthorized/status").asInt());
    assertThat(direct(vendor, "/elsewhere", vendor.authValue(), good).statusCode()).isEqualTo(404);
    assertThat(direct(vendor, vendor.path(false), vendor.authValue(), extra).statusCode())
        .isEqualTo(vendor.data().at("/refused/status").asInt());
  }

  @Test
  void coversEveryRowThatAnswersChats() {
    assertThat(vendors().map(Vendor::id))
        .containsExactlyInAnyOrderElementsOf(
            BuiltInProviders.table().all().stream()
                .filter(row -> row.status() == Status.ACTIVE)
                .filter(row -> OTHERS.stream().noneMatch(row.id()::equals))
                .map(row -> row.id())
                .toList());
  }

  /** Predictions of one prompt without tools, and parsing of documents: they have own tests. */
  private static final Set<String> OTHERS = Set.of("replicate", "reducto");

  @Test
  void sharesNoTestDataBetweenTwoRows() {
    for (var member : new String[] {"text", "usage", "unauthorized", "limited", "bad", "key"}) {
      var seen = new HashSet<String>();
      assertThat(vendors())
          .as(member)
          .allSatisfy(v -> assertThat(seen.add(v.data().path(member).toString())).isTrue());
    }
  }

  @Test
  void answersGoneWhereTheVendorSwitchedOff() throws Exception {
    var request = request(vendors().findFirst().orElseThrow()).put("model", "palm/chat-bison-001");

    var reply = call(request);

    assertThat(reply.statusCode()).isEqualTo(410);
    assertThat(json(reply.body()).at("/error/code").asText()).isEqualTo("provider_retired");
  }

  private static VendorServer server(Vendor vendor) {
    return java.util.Objects.requireNonNull(SERVERS.get(vendor.id()));
  }

  private static ObjectNode request(Vendor vendor) {
    var request = Vendor.JSON.createObjectNode().put("model", vendor.text("called"));
    request.putArray("messages").addObject().put("role", "user").put("content", "Say hello");
    return request.put("max_tokens", 64);
  }

  private static ObjectNode withTool(ObjectNode request) {
    var function =
        request
            .putArray("tools")
            .addObject()
            .put("type", "function")
            .putObject("function")
            .put("name", "get_weather");
    function.set(
        "parameters",
        json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));
    return request;
  }

  private static HttpResponse<String> call(JsonNode request)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(GATEWAY.url("/api/chat/completions"))
            .header("authorization", "Bearer " + LocalGateway.KEY)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> direct(
      Vendor vendor, String target, String credential, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server(vendor).upstream().port() + target))
            .header(vendor.authHeader(), credential)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void assertUsage(Vendor vendor, Span span) {
    var told = vendor.data().path("buckets");
    assertThat(span.metering().usage())
        .isEqualTo(
            new Usage(
                told.path("input").asLong(),
                told.path("cacheRead").asLong(),
                told.path("cacheWrite").asLong(),
                told.path("output").asLong(),
                told.path("reasoning").asLong(),
                0,
                0));
  }

  /** The text of all frames of a stream at a place, in order. */
  private static String deltas(String stream, String at) {
    var text = new StringBuilder();
    for (var line : stream.split("\n")) {
      if (line.startsWith("data: {")) {
        text.append(json(line.substring("data: ".length())).at(at).asText(""));
      }
    }
    return text.toString();
  }

  private static JsonNode json(String text) {
    return VendorServer.json(text);
  }
}
