package dev.turnpike.ingest.privacy;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.snapshot.Snapshot;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.spool.Receipts;
import dev.turnpike.ingest.spool.Spool;
import dev.turnpike.ingest.spool.SpoolCounters;
import dev.turnpike.ingest.spool.SpoolSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectionTest {
  private static final String REQUEST =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"I am jane@example.com\"}]}";

  /** The address is whole in no single event. */
  private static final String STREAM =
      """
      data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"Dear jane@exa"}}]}

      data: {"choices":[{"index":0,"delta":{"content":"mple.com"},"finish_reason":"stop"}]}

      data: [DONE]

      """;

  @TempDir Path folder;

  @Test
  void leavesTextsAloneByDefault() {
    var span = span(null);

    assertThat(under(LogPrivacy.FULL).apply(span)).isSameAs(span);
  }

  @ParameterizedTest
  @CsvSource({
    "FULL, REDACTED, redacted",
    "REDACTED, FULL, redacted",
    "HASH, REDACTED, hash",
    "REDACTED, NONE, none",
    "NONE, FULL, none"
  })
  void doesTheStricterOfKeyAndCall(LogPrivacy key, LogPrivacy call, String done) {
    var kept = under(key).apply(span(call));

    assertThat(kept.extra()).containsEntry("log_privacy", TextNode.valueOf(done));
    assertThat(kept.toString()).doesNotContain("jane@");
  }

  @Test
  void keepsTheMessageOfAStreamRedacted() {
    var kept = under(LogPrivacy.REDACTED).apply(span(null)).content();

    assertThat(kept.request()).contains("I am [email]");
    assertThat(kept.promptMessages()).contains("I am [email]");
    assertThat(kept.completionMessage()).contains("Dear [email]");
    assertThat(kept.response()).doesNotContain("Dear");
  }

  @Test
  void keepsHashAndLengthThatTellTheSameTextAgain() {
    var one = under(LogPrivacy.HASH).apply(span(null)).content();
    var same = under(LogPrivacy.HASH).apply(span(null)).content();

    assertThat(one.request())
        .matches("\\{\"sha256\":\"[0-9a-f]{64}\",\"bytes\":" + REQUEST.length() + "}")
        .isEqualTo(same.request());
    assertThat(one.promptMessages()).isNull();
  }

  @Test
  void keepsFactsAndMarksTheRowWhenNothingElseIsKept() {
    var span = span(null);

    var kept = under(LogPrivacy.NONE).apply(span);

    assertThat(kept.content()).isEqualTo(Span.Content.WITHHELD);
    assertThat(kept.metering()).isEqualTo(span.metering());
    assertThat(kept.tags()).isEqualTo(span.tags());
  }

  /** A provider's refusal often repeats what it refuses. */
  @ParameterizedTest
  @CsvSource({"REDACTED", "HASH", "NONE"})
  void redactsMessagesOfErrorsToo(LogPrivacy privacy) {
    var span = aSpan().failed("cannot read 'jane@example.com'").build();

    var kept = under(privacy).apply(span);

    assertThat(kept.result().errorMessage()).isEqualTo("cannot read '[email]'");
  }

  /** A text left in the spool is a text kept. */
  @ParameterizedTest
  @CsvSource({"REDACTED", "HASH", "NONE"})
  void writesNothingElseToDisk(LogPrivacy privacy) throws Exception {
    try (var spool =
        Spool.open(
            SpoolSettings.in(folder), new SpanCodec(), under(privacy), new SpoolCounters())) {
      assertThat(new Receipts().send(spool, span(null)).await()).containsExactly(true);
    }

    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("jane@");
      }
    }
  }

  private static Span span(LogPrivacy asked) {
    return aSpan()
        .build()
        .with(new Span.Content(REQUEST, STREAM, null, null, null, null, null, false, asked));
  }

  private static Protection under(LogPrivacy privacy) {
    var key =
        new VirtualKey(
            SpanBuilder.KEY,
            SpanBuilder.ORGANIZATION,
            "a key",
            "tp_x",
            KeyDigest.of("secret"),
            Set.of(Right.CALLS),
            Environment.PROD,
            KeyLimits.NONE,
            Instant.EPOCH,
            null,
            privacy);
    var snapshot = new Snapshot(1, Instant.EPOCH, Map.of(key.digest(), key), Map.of());
    return new Protection(() -> snapshot);
  }
}
