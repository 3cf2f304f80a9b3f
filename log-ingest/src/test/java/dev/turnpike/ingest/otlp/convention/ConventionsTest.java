package dev.turnpike.ingest.otlp.convention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.ingest.otlp.OtlpSpan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each convention's spans as the logs they become: {@code otlp/<name>.json} and {@code
 * otlp/<name>.logs.json}.
 */
class ConventionsTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {"respan", "keywordsai", "gen-ai", "openllmetry", "openinference", "langfuse"})
  void readsAs(String convention) throws IOException {
    var logs = logs(convention);

    try (var expected = resource(convention + ".logs.json")) {
      assertThat(logs).isEqualTo(MAPPER.readTree(expected).toPrettyString());
    }
  }

  @Test
  void cutsNamesThatAreTooLongAndSaysSo() {
    var log = SpanMapping.log(span("x".repeat(300), Map.of()));

    assertThat(log.path("span_name").asText()).hasSize(255);
    assertThat(log.path("warnings").toString()).contains("span_name was cut to 255 characters");
  }

  static String logs(String convention) throws IOException {
    var logs = MAPPER.createArrayNode();
    try (var spans = resource(convention + ".json")) {
      for (var span : MAPPER.readTree(spans)) {
        logs.add(SpanMapping.log(span(span)));
      }
    }
    return MAPPER.readTree(logs.toString()).toPrettyString();
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ConventionsTest.class.getResourceAsStream("/otlp/" + name), name);
  }

  private static OtlpSpan span(JsonNode brief) {
    var events = new ArrayList<OtlpSpan.Event>();
    for (var event : brief.path("events")) {
      events.add(
          new OtlpSpan.Event(event.path("name").asText(), 0, members(event.path("attributes"))));
    }
    return new OtlpSpan(
        "spans[0]",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b8",
        brief.path("parent").asText(""),
        brief.path("name").asText(),
        0,
        1_780_000_000_000_000_000L,
        1_780_000_001_200_000_000L,
        members(brief.path("attributes")),
        events,
        List.of(),
        new OtlpSpan.Status(brief.path("status").asInt(1), ""),
        members(brief.path("resource")),
        brief.path("scope").asText(""));
  }

  private static OtlpSpan span(String name, Map<String, JsonNode> attributes) {
    return new OtlpSpan(
        "spans[0]",
        "a".repeat(32),
        "b".repeat(16),
        "",
        name,
        0,
        1,
        2,
        attributes,
        List.of(),
        List.of(),
        OtlpSpan.Status.UNSET,
        Map.of(),
        "");
  }

  private static Map<String, JsonNode> members(JsonNode object) {
    var members = new LinkedHashMap<String, JsonNode>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  /** Writes what is read now, for a person to look at: run it from the module's folder. */
  public static void main(String[] names) throws IOException {
    for (var name : names) {
      java.nio.file.Files.writeString(
          java.nio.file.Path.of("src/test/resources/otlp", name + ".logs.json"), logs(name) + "\n");
    }
  }
}
