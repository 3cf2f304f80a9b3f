package dev.turnpike.gateway.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProvidersPageTest {
  /** When it fails, {@code target/providers.md} is the page as it should be: read it, copy it. */
  @Test
  void isWhatTheRowsSay() throws IOException {
    var page = Path.of("..", "docs", "providers.md");
    var made = ProvidersPage.text();
    Files.writeString(Path.of("target", "providers.md"), made);

    assertThat(Files.exists(page) ? Files.readString(page) : "").isEqualTo(made);
  }
}
