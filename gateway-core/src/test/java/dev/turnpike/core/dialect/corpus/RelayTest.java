package dev.turnpike.core.dialect.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.error.OpenAiErrorForm;
import dev.turnpike.core.stream.ChatRelay;
import dev.turnpike.core.stream.DialectRelay;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.stream.TranslatedStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stream of the corpus, relayed: the same bytes, and the same seen in them. */
class RelayTest {
  static List<CorpusCase> replies() {
    return CorpusCase.all().stream().filter(CorpusCase::isReply).toList();
  }

  @ParameterizedTest
  @MethodSource("replies")
  void passesEveryByteOfAStream(CorpusCase c) {
    var random = new Random(3);
    for (var provider : providers(c)) {
      var bytes = c.stream(provider);
      for (int i = 0; i < 8; i++) {
        int one = random.nextInt(bytes.length);
        int two = one + random.nextInt(bytes.length - one);

        assertThat(fed(relay(provider), bytes, one, two))
            .as("%s cut at %d and %d", provider, one, two)
            .isEqualTo(bytes);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("replies")
  void seesInItWhatTheDecoderReads(CorpusCase c) {
    for (var provider : providers(c)) {
      var bytes = c.stream(provider);
      var relay = relay(provider);
      var read =
          new TranslatedStream(provider, DialectId.OPENAI_CHAT, StreamForm.SSE, Wire.context());

      fed(relay, bytes, 0, bytes.length);
      fed(read, bytes, 0, bytes.length);

      assertThat(seen(relay.facts())).as(provider.wire()).isEqualTo(seen(read.facts()));
    }
  }

  @Test
  void tellsAnErrorOfEachFormatWithItsStatus() {
    assertThat(
            error(
                DialectId.ANTHROPIC_MESSAGES,
                "event: error\n"
                    + "data:"
                    + " {\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow\"}}\n\n"))
        .isEqualTo("429 slow");
    assertThat(
            error(
                DialectId.GEMINI_GENERATE,
                "data:"
                    + " {\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\",\"message\":\"full\"}}\n\n"))
        .isEqualTo("503 full");
    assertThat(
            error(
                DialectId.OPENAI_RESPONSES,
                "data:"
                    + " {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}}\n\n"))
        .isEqualTo("429 slow");
    assertThat(
            error(
                DialectId.OPENAI_RESPONSES,
                "data: {\"type\":\"error\",\"code\":\"invalid_prompt\",\"message\":\"bad\"}\n\n"))
        .isEqualTo("400 bad");
    for (var dialect : DialectId.ofCallers()) {
      var relay = relay(dialect);
      fed(relay, "data: nonsense\n\n".getBytes(StandardCharsets.UTF_8), 0, 0);
      assertThat(relay.facts().isGarbage()).as(dialect.wire()).isTrue();
    }
  }

  private static String error(DialectId dialect, String frames) {
    var relay = relay(dialect);
    fed(relay, frames.getBytes(StandardCharsets.UTF_8), 0, 0);
    var error = relay.facts().error();
    return error == null ? "none" : error.status() + " " + error.message();
  }

  private static List<DialectId> providers(CorpusCase c) {
    return DialectId.ofCallers().stream().filter(c::comesFrom).toList();
  }

  private static ReplyStream relay(DialectId dialect) {
    return dialect == DialectId.OPENAI_CHAT
        ? new ChatRelay(false)
        : new DialectRelay(dialect, StreamForm.SSE, new OpenAiErrorForm());
  }

  private static List<Object> seen(StreamFacts facts) {
    return Arrays.asList(
        facts.isFinished(),
        facts.usage(),
        facts.responseId(),
        facts.hasContent(),
        facts.isGarbage(),
        facts.failure() != null);
  }

  private static byte[] fed(ReplyStream stream, byte[] bytes, int one, int two) {
    var out = new ByteArrayOutputStream();
    stream.feed(bytes, 0, one, (b, from, to) -> out.write(b, from, to - from));
    stream.feed(bytes, one, two, (b, from, to) -> out.write(b, from, to - from));
    stream.feed(bytes, two, bytes.length, (b, from, to) -> out.write(b, from, to - from));
    stream.finish((b, from, to) -> out.write(b, from, to - from));
    stream.close((b, from, to) -> out.write(b, from, to - from));
    return out.toByteArray();
  }
}
