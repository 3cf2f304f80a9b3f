package dev.turnpike.gateway.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The pages of built-in providers are what their rows say. When it fails, {@code target/made} holds
 * them as they should be: read them, then copy them to {@code docs}.
 */
class ProvidersPageTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path MADE = Path.of("target", "made");

  @Test
  void showsAllInOneTable() throws IOException {
    assertThat(isAsMade("providers.md", ProvidersPage.text())).isTrue();
  }

  @Test
  void givesEachAPageOfItsOwn() throws IOException {
    var others = new ArrayList<String>();
    for (var row : ofTheirOwn()) {
      var name = "providers/" + row.id() + ".md";
      if (!isAsMade(name, ProviderPage.of(row).text())) {
        others.add(name);
      }
    }

    assertThat(others).as("pages that are not as their rows").isEmpty();
  }

  @Test
  void keepsNoPageOfAProviderThatIsGone() throws IOException {
    try (var files = Files.list(DOCS.resolve("providers"))) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(
              ofTheirOwn().stream().map(row -> row.id() + ".md").toList());
    }
  }

  @Test
  void listsThemInTheIndex() throws IOException {
    assertThat(Files.readAllLines(DOCS.resolve("index.md")))
        .containsSubsequence(ofTheirOwn().stream().map(ProviderPage::listed).toList());
  }

  private static List<ProviderDescriptor> ofTheirOwn() {
    return BuiltInProviders.table().all().stream()
        .filter(row -> row.status() != Status.CUSTOM)
        .toList();
  }

  private static boolean isAsMade(String name, String made) throws IOException {
    var copy = MADE.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, made);
    var page = DOCS.resolve(name);
    return Files.exists(page) && Files.readString(page).equals(made);
  }
}
