package dev.turnpike.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.usage.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChatRelayTest {
  private static final String ROLE =
      "data:"
          + " {\"id\":\"c1\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}],\"usage\":null}\n\n";
  private static final String TEXT =
      ": hm\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"h\u00e9\ud83d\ude00\"}}]}\r\n\r\n";
  private static final String STOP =
      "data:{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\": [ ], \"usage\": {\"prompt_tokens\":9,\"completion_tokens\":7,"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void passesEveryByteWhateverTheChunks() {
    var stream = ROLE + TEXT + STOP + USAGE + DONE + DONE;
    var bytes = stream.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(relayed(new ChatRelay(false), bytes, cut)).isEqualTo(stream);
      assertThat(relayed(new ChatRelay(true), bytes, cut))
          .isEqualTo(ROLE + TEXT + STOP + DONE + DONE);
    }
  }

  @Test
  void seesWhatPasses() {
    var relay = new ChatRelay(true);
    relayed(relay, (ROLE + TEXT + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8), 50);

    var facts = relay.facts();
    assertThat(facts.usage()).isEqualTo(new Usage(9, 0, 0, 4, 3, 0, 0));
    assertThat(facts.isFinished()).isTrue();
    assertThat(facts.isDone()).isTrue();
    assertThat(facts.responseId()).isEqualTo("c1");
    assertThat(facts.failure()).isNull();
  }

  @Test
  void theRoleAloneIsNoContent() {
    var relay = new ChatRelay(true);

    feed(relay, ROLE);
    assertThat(relay.facts().hasContent()).isFalse();

    feed(
        relay,
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]}}]}\n\n");
    assertThat(relay.facts().hasContent()).isTrue();
  }

  @Test
  void stopsAtGarbageAndErrors() {
    var garbage = new ChatRelay(false);
    assertThat(feed(garbage, ROLE + "data: <html>\n\n" + TEXT)).isEqualTo(ROLE);
    assertThat(garbage.facts().failure()).contains("not JSON");
    assertThat(garbage.facts().isGarbage()).isTrue();

    var error = new ChatRelay(false);
    assertThat(feed(error, ROLE + "data: {\"error\":{\"message\":\"boom\",\"code\":5}}\n\n" + TEXT))
        .isEqualTo(ROLE);
    assertThat(error.facts().failure()).isEqualTo("boom");
    assertThat(error.facts().isGarbage()).isFalse();
  }

  @Test
  void takesALastEventWithoutItsBlankLine() {
    var relay = new ChatRelay(true);
    var bytes = (TEXT + STOP.strip()).getBytes(StandardCharsets.UTF_8);

    assertThat(relayed(relay, bytes, 10)).isEqualTo(TEXT + STOP.strip());
    assertThat(relay.facts().isFinished()).isTrue();
  }

  private static String feed(ChatRelay relay, String text) {
    var out = new ByteArrayOutputStream();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    relay.feed(bytes, 0, bytes.length, (b, from, to) -> out.write(b, from, to - from));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String relayed(ChatRelay relay, byte[] bytes, int cut) {
    var out = new ByteArrayOutputStream();
    ByteSink sink = (b, from, to) -> out.write(b, from, to - from);
    relay.feed(bytes, 0, cut, sink);
    relay.feed(bytes, cut, bytes.length, sink);
    relay.finish(sink);
    relay.close(sink);
    return out.toString(StandardCharsets.UTF_8);
  }
}
