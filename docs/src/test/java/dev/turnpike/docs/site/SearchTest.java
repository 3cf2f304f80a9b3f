package dev.turnpike.docs.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Map<String, String> FILES =
      Map.of(
          "index.md",
          "## A\n- [Settings](settings.md): environment variables\n- [Keys](keys.md): rights and limits\n",
          "settings.md",
          "# Settings\n\n## Backup\n\nStop the gateway and copy the directory, keys too.\n",
          "keys.md",
          "# Keys\n\nMade in the console.\n");

  private final Search search = new Search(Site.read(name -> Optional.ofNullable(FILES.get(name))));

  @Test
  void putsAWordInATitleBeforeOneInTheText() {
    assertThat(search.find("keys", 10))
        .extracting(hit -> hit.page().path())
        .containsExactly("keys", "settings");
  }

  @Test
  void leadsToThePartThatHasTheWords() {
    var hit = search.find("backup copy", 10).getFirst();

    assertThat(hit.part().orElseThrow().anchor()).isEqualTo("backup");
    assertThat(hit.snippet()).contains("copy the directory");
  }

  @Test
  void findsNothingForWordsOfOneLetter() {
    assertThat(search.find("a b", 10)).isEmpty();
  }
}
