package dev.turnpike.docs.site;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds pages by words. A word counts 3 in a title, 2 in a description and 1 in an address, as
 * search tools of the field weigh an index for language models; what the page itself says counts
 * less, but finds what no title names. Words of one letter say nothing.
 */
public final class Search {
  private static final double IN_HEADING = 0.75;
  private static final double IN_TEXT = 0.25;
  private static final int SNIPPET = 160;

  private final List<Entry> entries;

  public Search(Site site) {
    entries = site.pages().stream().map(Entry::of).toList();
  }

  /**
   * A page found, and the part of it that fits best.
   *
   * @param part absent when the page as a whole fits
   * @param snippet text around the first word found, on one line
   */
  public record Hit(Page page, Optional<PagePart> part, String snippet, double score) {}

  /** Best first, at most {@code most}; nothing when no word is found. */
  public List<Hit> find(String query, int most) {
    var words =
        Arrays.stream(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_-]+"))
            .filter(word -> word.length() > 1)
            .distinct()
            .toList();
    return entries.stream()
        .flatMap(entry -> entry.hit(words).stream())
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .limit(most)
        .toList();
  }

  private record Entry(Page page, String title, String description, String path, List<Part> parts) {

    static Entry of(Page page) {
      return new Entry(
          page,
          page.title().toLowerCase(Locale.ROOT),
          page.description().toLowerCase(Locale.ROOT),
          page.path(),
          page.parts().stream().map(Part::of).toList());
    }

    Optional<Hit> hit(List<String> words) {
      var score = 0.0;
      for (var word : words) {
        score += title.contains(word) ? 3 : 0;
        score += description.contains(word) ? 2 : 0;
        score += path.contains(word) ? 1 : 0;
      }
      var best = parts.stream().max(Comparator.comparingDouble(part -> part.score(words)));
      score += best.map(part -> part.score(words)).orElse(0.0);
      if (score == 0) {
        return Optional.empty();
      }
      var fitting = best.filter(part -> part.score(words) > 0);
      return Optional.of(
          new Hit(
              page,
              fitting.map(Part::part).filter(part -> part.level() > 1),
              fitting.map(part -> part.snippet(words)).orElse(page.description()),
              score));
    }
  }

  private record Part(PagePart part, String heading, String text, String lower) {

    static Part of(PagePart part) {
      var text =
          part.text()
              .replaceAll("[`*#|>]|-{3,}|\\]\\([^)]*\\)|\\[", " ")
              .replaceAll("\\s+", " ")
              .strip();
      return new Part(
          part, part.heading().toLowerCase(Locale.ROOT), text, text.toLowerCase(Locale.ROOT));
    }

    double score(List<String> words) {
      return words.stream()
          .mapToDouble(
              word ->
                  (heading.contains(word) ? IN_HEADING : 0) + (lower.contains(word) ? IN_TEXT : 0))
          .sum();
    }

    String snippet(List<String> words) {
      var at = words.stream().mapToInt(lower::indexOf).filter(found -> found >= 0).min().orElse(0);
      var from = at < SNIPPET / 3 ? 0 : text.indexOf(' ', at - SNIPPET / 3) + 1;
      var to = Math.min(text.length(), from + SNIPPET);
      return (from > 0 ? "… " : "")
          + text.substring(from, to).strip()
          + (to < text.length() ? " …" : "");
    }
  }
}
