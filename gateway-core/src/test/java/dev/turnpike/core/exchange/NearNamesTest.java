package dev.turnpike.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  private static final List<String> KNOWN =
      List.of("gpt-4o-mini", "gpt-4o", "llama3.2:3b", "acme/Qwen 2.5", "whisper-1");

  @Test
  void namesWhatWasMeant() {
    assertThat(NearNames.of("gpt4o-mini", KNOWN)).startsWith("gpt-4o-mini");
    assertThat(NearNames.of("LLAMA3.2-3B", KNOWN)).containsExactly("llama3.2:3b");
    assertThat(NearNames.of("qwen2.5", KNOWN)).containsExactly("acme/Qwen 2.5");
    assertThat(NearNames.of("openai/gpt-4o", KNOWN)).startsWith("gpt-4o");
  }

  @Test
  void keepsQuietWhenNothingIsLikeIt() {
    assertThat(NearNames.of("claude-opus", KNOWN)).isEmpty();
    assertThat(NearNames.of("x".repeat(10_000), KNOWN)).isEmpty();
  }
}
