package dev.turnpike.docs.site;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * All pages in the order of the index. The index is a page too: {@code index.md}, whose headings
 * are the sections and whose lines {@code - [Title](file.md): description} are the pages.
 */
@TemplateData
public final class Site {
  private static final Pattern ENTRY =
      Pattern.compile("- \\[(?<title>[^]]+)]\\((?<file>[^)]+)\\.md\\): (?<description>.+)");

  private final Page index;
  private final List<Section> sections;
  private final Map<String, Page> pages;

  private Site(Page index, List<Section> sections, Map<String, Page> pages) {
    this.index = index;
    this.sections = List.copyOf(sections);
    this.pages = Map.copyOf(pages);
  }

  /**
   * Reads the site.
   *
   * @param files the text of a file by its name below the documentation's folder
   * @throws IllegalStateException when the index names a file that is not there, or one twice
   */
  public static Site read(Function<String, Optional<String>> files) {
    var text = file(files, "index.md");
    var sections = new ArrayList<Section>();
    var all = new LinkedHashMap<String, Page>();
    var name = "";
    var listed = new ArrayList<Page>();
    for (var line : text.lines().toList()) {
      if (line.startsWith("## ")) {
        if (!listed.isEmpty()) {
          sections.add(new Section(name, listed));
        }
        name = line.substring(3).strip();
        listed.clear();
      }
      var entry = ENTRY.matcher(line);
      if (entry.matches()) {
        var page =
            new Page(
                entry.group("file"),
                entry.group("title"),
                entry.group("description"),
                file(files, entry.group("file") + ".md"));
        if (all.put(page.path(), page) != null) {
          throw new IllegalStateException(
              "the index of the documentation lists twice: " + page.path());
        }
        listed.add(page);
      }
    }
    sections.add(new Section(name, listed));
    return new Site(new Page("", "Documentation", summary(text), text), sections, all);
  }

  private static String file(Function<String, Optional<String>> files, String name) {
    return files
        .apply(name)
        .orElseThrow(() -> new IllegalStateException("missing page of the documentation: " + name));
  }

  private static String summary(String index) {
    return index
        .lines()
        .filter(line -> line.startsWith("> "))
        .findFirst()
        .map(line -> line.substring(2))
        .orElse("");
  }

  public Page index() {
    return index;
  }

  public List<Section> sections() {
    return sections;
  }

  /** The page at a path below {@code /docs/}; the empty path is the index. */
  public Optional<Page> page(String path) {
    return path.isEmpty() ? Optional.of(index) : Optional.ofNullable(pages.get(path));
  }

  /** All pages but the index, in its order. */
  public List<Page> pages() {
    return sections.stream().flatMap(section -> section.pages().stream()).toList();
  }

  /** The page's neighbours in the order of the index. */
  public Neighbours around(Page page) {
    var all = pages();
    var at = all.indexOf(page);
    return new Neighbours(
        at > 0 ? Optional.of(all.get(at - 1)) : Optional.empty(),
        at >= 0 && at + 1 < all.size() ? Optional.of(all.get(at + 1)) : Optional.empty());
  }

  /** What to read before and after a page. */
  public record Neighbours(Optional<Page> before, Optional<Page> after) {}
}
