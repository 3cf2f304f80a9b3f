package dev.turnpike.docs.site;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The texts for language models. Addresses are absolute, so that a line is of use on its own.
 *
 * @see <a href="https://llmstxt.org/">The form of llms.txt</a>
 */
public final class PlainTexts {
  private final Site site;
  private final String origin;

  /**
   * @param origin scheme, host and port the reader came by, without a slash at the end
   */
  public PlainTexts(Site site, String origin) {
    this.site = site;
    this.origin = origin;
  }

  /** Every page, a line each, by section. */
  public String index() {
    return head("Turnpike", site.index().description())
        + site.sections().stream().map(this::listed).collect(Collectors.joining("\n"));
  }

  /** Every page whole. */
  public String everything() {
    return site.pages().stream().map(this::page).collect(Collectors.joining("\n\n---\n\n"));
  }

  /** The page's markdown, with links that lead to other pages' markdown. */
  public String page(Page page) {
    return Links.absolute(page, origin).trim() + "\n";
  }

  /** The index of what lies below a path: a section, a folder, or the headings of one page. */
  public Optional<String> below(String path) {
    var section = site.sections().stream().filter(each -> each.slug().equals(path)).findFirst();
    if (section.isPresent()) {
      return section.map(
          found -> head(found.name(), "Part of " + origin + "/llms.txt") + lines(found.pages()));
    }
    var folder = site.pages().stream().filter(page -> page.folder().equals(path + "/")).toList();
    if (!folder.isEmpty()) {
      return Optional.of(head(path, "Part of " + origin + "/llms.txt") + lines(folder));
    }
    return site.page(path).filter(page -> !page.path().isEmpty()).map(this::headings);
  }

  private String headings(Page page) {
    return head(page.title(), page.description())
        + page.parts().stream()
            .filter(part -> part.level() > 1)
            .map(
                part -> "- [" + part.heading() + "](" + address(page) + "#" + part.anchor() + ")\n")
            .collect(Collectors.joining());
  }

  private static String head(String title, String summary) {
    return "# " + title + "\n\n> " + summary + "\n\n";
  }

  private String listed(Section section) {
    return "## " + section.name() + "\n\n" + lines(section.pages());
  }

  private String lines(List<Page> pages) {
    return pages.stream()
        .map(
            page ->
                "- [" + page.title() + "](" + address(page) + ".md): " + page.description() + "\n")
        .collect(Collectors.joining());
  }

  private String address(Page page) {
    return origin + "/docs/" + page.path();
  }
}
