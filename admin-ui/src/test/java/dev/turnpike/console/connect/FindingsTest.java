package dev.turnpike.console.connect;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.stray.Stray;
import dev.turnpike.core.access.stray.Stray.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final String BASE = "http://localhost:8080/api/";

  private final Findings findings = new Findings(BASE);

  @Test
  void saysThatACallWorked() {
    var found = findings.of(List.of(aSpan().arrival(NOON).model("my-model").build()), List.of());

    assertThat(found)
        .containsExactly(new Finding(NOON, "good", "It works: my-model answered", "", ""));
  }

  @Test
  void saysWhatFailed() {
    var call = aSpan().arrival(NOON).model("my-model").failed("The provider broke.").build();

    var found = findings.of(List.of(call), List.of()).getFirst();

    assertThat(found.kind()).isEqualTo("bad");
    assertThat(found.title()).contains("my-model");
    assertThat(found.cure()).contains("The provider broke.");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/v1/chat/completions, doubled",
    "/api/api/chat/completions, doubled",
    "/v1/chat/completions/chat/completions, holds the operation",
    "/openai/chat/completions, beginning of the path",
    "/nowhere, lists the base URL",
  })
  void saysWhatIsWrongWithAPath(String path, String cure) {
    var found = findings.of(List.of(), List.of(new Stray(NOON, path, Reason.NO_SUCH_PATH)));

    assertThat(found.getFirst().title()).isEqualTo("Nothing is served at " + path);
    assertThat(found.getFirst().cure()).contains(cure);
  }

  @Test
  void tellsTheSameOnceAndTheNewestFirst() {
    var strays =
        List.of(
            new Stray(NOON.plusSeconds(3), "/api/chat/completions", Reason.UNKNOWN_KEY),
            new Stray(NOON.plusSeconds(2), "/api/chat/completions", Reason.NO_KEY),
            new Stray(NOON, "/api/chat/completions", Reason.UNKNOWN_KEY));

    assertThat(findings.of(List.of(), strays))
        .extracting(Finding::title)
        .containsExactly(
            "A key that belongs to nobody was shown to /api/chat/completions (2×)",
            "A request to /api/chat/completions showed no key");
  }
}
