package dev.turnpike.console.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadTalkTest {
  private static final String SYSTEM = "{\"role\":\"system\",\"content\":\"Be brief.\"}";
  private static final String ASKED = "{\"role\":\"user\",\"content\":\"Who?\"}";
  private static final String TOLD = "{\"role\":\"assistant\",\"content\":\"Ada.\"}";
  private static final String AGAIN = "{\"role\":\"user\",\"content\":\"When?\"}";

  @Test
  void showsOfEachCallWhatItAdds() {
    var talk =
        ThreadTalk.of(
            List.of(
                call(SYSTEM + "," + ASKED, TOLD),
                call(SYSTEM + "," + ASKED + "," + TOLD + "," + AGAIN, TOLD)));

    assertThat(texts(talk, 0)).containsExactly("Be brief.", "Who?", "Ada.");
    assertThat(texts(talk, 1)).containsExactly("When?", "Ada.");
  }

  @Test
  void showsAQuestionAskedAgainWithoutItsHistory() {
    var talk =
        ThreadTalk.of(List.of(call(SYSTEM + "," + ASKED, TOLD), call(SYSTEM + "," + ASKED, AGAIN)));

    assertThat(texts(talk, 1)).containsExactly("Who?", "When?");
  }

  private static List<String> texts(ThreadTalk talk, int exchange) {
    return talk.exchanges().get(exchange).turns().stream().map(t -> t.text()).toList();
  }

  private static Span call(String prompt, String answer) {
    return SpanBuilder.aSpan()
        .build()
        .with(new Span.Content(null, null, "[" + prompt + "]", answer, null, null, null, false));
  }
}
