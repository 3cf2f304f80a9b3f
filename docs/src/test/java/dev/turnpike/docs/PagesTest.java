package dev.turnpike.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.docs.site.Links;
import dev.turnpike.docs.site.Page;
import dev.turnpike.docs.site.PagePart;
import dev.turnpike.docs.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages as they are: all are listed, and every link, anchor and picture in them is there. */
class PagesTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath();
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern PROGRAM = Pattern.compile("(?m)^```(bash|python|typescript) ?(.*)$");
  private static final Pattern EMPTY_HEADING =
      Pattern.compile("(?m)^\\|(?:.*\\|)?[ ]*\\|.*\\n(?=\\|[ ]*:?-)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

  private final Site site = Site.read(PagesTest::text);

  @Test
  void listsEveryFileInTheIndex() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      var written =
          files
              .map(file -> FOLDER.relativize(file).toString())
              .filter(
                  name ->
                      name.endsWith(".md") && !name.startsWith("src") && !name.startsWith("target"))
              .filter(name -> !name.equals("index.md"))
              .map(name -> name.substring(0, name.length() - ".md".length()))
              .toList();

      assertThat(site.pages()).extracting(Page::path).containsExactlyInAnyOrderElementsOf(written);
    }
  }

  @Test
  void resolvesEveryLinkAnchorAndPicture() {
    var broken = new ArrayList<String>();
    for (var page : Stream.concat(Stream.of(site.index()), site.pages().stream()).toList()) {
      var links = LINK.matcher(CODE.matcher(page.markdown()).replaceAll(""));
      while (links.find()) {
        if (!resolves(page, links.group(1))) {
          broken.add(page.path() + ": " + links.group(1));
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  /**
   * A reader runs what looks like a program. {@code run} is run by {@code snippets.py}, {@code
   * guide} by {@code guides_client.py}; {@code vendor} needs a vendor's key and is not run.
   */
  @Test
  void saysOfEveryProgramWhetherItIsRun() {
    var silent = found(PROGRAM, block -> !block.group(2).matches("(tab )?(run|guide\\S*|vendor)"));

    assertThat(silent).isEmpty();
  }

  /** Who hears a table read is told the heading of each cell. */
  @Test
  void headsEveryColumnOfATable() {
    var bare = found(EMPTY_HEADING, row -> true);

    assertThat(bare).isEmpty();
  }

  /** Where the pages have what the pattern finds, of those that are wrong. */
  private List<String> found(Pattern pattern, Predicate<MatchResult> wrong) {
    return site.pages().stream()
        .flatMap(
            page ->
                pattern
                    .matcher(page.markdown())
                    .results()
                    .filter(wrong)
                    .map(part -> page.path() + ": " + part.group().strip()))
        .toList();
  }

  private boolean resolves(Page page, String link) {
    var address = Links.address(page, link);
    if (address.startsWith("#")) {
      return hasAnchor(page, address.substring(1));
    }
    if (!address.startsWith("/docs/")) {
      // Elsewhere in the gateway, or on the web.
      return address.matches("(https?://|/api/|/console|/llms|/q/).*");
    }
    var parts = address.substring("/docs/".length()).split("#", 2);
    if (parts[0].startsWith("images/") || parts[0].startsWith("snippets/")) {
      return Files.exists(FOLDER.resolve(parts[0]));
    }
    var target = site.page(parts[0]);
    return target.isPresent() && (parts.length == 1 || hasAnchor(target.get(), parts[1]));
  }

  private static boolean hasAnchor(Page page, String anchor) {
    return page.parts().stream().map(PagePart::anchor).anyMatch(anchor::equals);
  }

  private static Optional<String> text(String name) {
    try {
      return Optional.of(Files.readString(FOLDER.resolve(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
