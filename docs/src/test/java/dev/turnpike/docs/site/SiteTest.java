package dev.turnpike.docs.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTest {
  private static final Map<String, String> FILES =
      Map.of(
          "index.md",
          """
          # Docs

          > What it is.

          ## Start here

          - [First](first.md): the first page

          ## More

          - [Deep](more/deep.md): a page in a folder
          """,
          "first.md",
          "# First\n\nSee [deep](more/deep.md#part) and [away](https://example.com).\n",
          "more/deep.md",
          "# Deep\n\n## Part\n\nBack to [first](../first.md).\n\n## Part\n\nAgain.\n");

  private final Site site = Site.read(name -> Optional.ofNullable(FILES.get(name)));

  @Test
  void readsSectionsAndPagesInTheOrderOfTheIndex() {
    assertThat(site.sections()).extracting(Section::slug).containsExactly("start-here", "more");
    assertThat(site.pages()).extracting(Page::path).containsExactly("first", "more/deep");
    assertThat(site.index().description()).isEqualTo("What it is.");
    assertThat(site.around(site.pages().getFirst()).after()).contains(site.pages().getLast());
  }

  @Test
  void refusesAnIndexThatNamesAMissingPage() {
    assertThatThrownBy(
            () ->
                Site.read(
                    name ->
                        name.equals("index.md")
                            ? Optional.of("## A\n- [X](x.md): y\n")
                            : Optional.empty()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("x.md");
  }

  @Test
  void numbersAnchorsThatRepeat() {
    assertThat(site.page("more/deep").orElseThrow().parts())
        .extracting(PagePart::anchor)
        .containsExactly("deep", "part", "part-1");
  }

  @Test
  void turnsLinksBetweenFilesIntoAddresses() {
    var first = site.page("first").orElseThrow();
    var deep = site.page("more/deep").orElseThrow();

    assertThat(Links.address(first, "more/deep.md#part")).isEqualTo("/docs/more/deep#part");
    assertThat(Links.address(deep, "../first.md")).isEqualTo("/docs/first");
    assertThat(Links.address(deep, "../index.md")).isEqualTo("/docs/");
    assertThat(Links.address(first, "https://example.com")).isEqualTo("https://example.com");
  }

  @Test
  void writesAnIndexForLanguageModels() {
    assertThat(new PlainTexts(site, "http://localhost").index())
        .isEqualTo(
            """
            # Turnpike

            > What it is.

            ## Start here

            - [First](http://localhost/docs/first.md): the first page

            ## More

            - [Deep](http://localhost/docs/more/deep.md): a page in a folder
            """);
  }

  @Test
  void listsWhatLiesBelowASectionAFolderOrAPage() {
    var texts = new PlainTexts(site, "http://localhost");

    assertThat(texts.below("start-here"))
        .hasValueSatisfying(t -> assertThat(t).contains("/docs/first.md"));
    assertThat(texts.below("more"))
        .hasValueSatisfying(t -> assertThat(t).contains("/docs/more/deep.md"));
    assertThat(texts.below("more/deep"))
        .hasValueSatisfying(
            t -> assertThat(t).contains("- [Part](http://localhost/docs/more/deep#part-1)"));
    assertThat(texts.below("nowhere")).isEmpty();
  }

  @Test
  void givesMarkdownWithAddressesThatWorkAlone() {
    assertThat(new PlainTexts(site, "http://localhost").page(site.page("first").orElseThrow()))
        .isEqualTo(
            "# First\n\nSee [deep](http://localhost/docs/more/deep.md#part) and [away](https://example.com).\n");
  }
}
