package dev.turnpike.console.logs.detail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final String HASH = "ab".repeat(32);

  @Test
  void showsImagesByWhatIdentifiesThem() {
    var span =
        of(
            """
            [{"role":"user","content":[{"type":"text","text":"What is this?"},
              {"type":"image_url","image_url":{"url":"media:image/png;bytes=2345;sha256=%s"}},
              {"type":"input_audio","input_audio":{"format":"wav",
                "data":"media:application/octet-stream;bytes=12;sha256=%s"}},
              {"type":"image_url","image_url":{"url":"https://pictures.example/cat.png"}}]}]\
            """
                .formatted(HASH, HASH));

    var turn = Conversation.of(span).turns().getFirst();

    assertThat(turn.text()).isEqualTo("What is this?");
    assertThat(turn.media())
        .containsExactly(
            new Media("image", "image/png", 2345, HASH, ""),
            new Media("audio", "application/octet-stream", 12, HASH, ""),
            new Media("image", "", 0, "", "https://pictures.example/cat.png"));
    assertThat(turn.media().getFirst().size()).isEqualTo("2.3\u202fkB");
  }

  @Test
  void foldsToolCallsOfEveryForm() {
    var openAi =
        of(
            "[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"a\",\"arguments\":\"{}\"}}]}]");
    var anthropic =
        of(
            "[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"name\":\"a\",\"input\":{}}]}]");

    for (var span : List.of(openAi, anthropic)) {
      assertThat(Conversation.of(span).turns().getFirst().tools())
          .containsExactly(new Conversation.Tool("a", "{}"));
    }
  }

  @Test
  void takesAddressesInTextForText() {
    var span =
        of(
            "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"https://x.example\"}]}]");

    var turn = Conversation.of(span).turns().getFirst();

    assertThat(turn.media()).isEmpty();
    assertThat(turn.text()).isEqualTo("https://x.example");
  }

  private static Span of(String promptMessages) {
    return SpanBuilder.aSpan()
        .build()
        .with(new Span.Content(null, null, promptMessages, null, null, null, null, false));
  }
}
