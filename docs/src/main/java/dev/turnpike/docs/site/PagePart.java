package dev.turnpike.docs.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * What stands below one heading of a page.
 *
 * @param level 1 to 3; 0 for text before the first heading
 * @param anchor the heading's id in the page, as GitHub makes it, numbered when it repeats
 * @param text the markdown below the heading, down to the next
 */
public record PagePart(int level, String heading, String anchor, String text) {
  private static final int DEEPEST = 3;

  static List<PagePart> of(String markdown) {
    var parts = new ArrayList<PagePart>();
    var anchors = new Anchors();
    var level = 0;
    var heading = "";
    var anchor = "";
    var text = new StringBuilder();
    var fenced = false;
    for (var line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      }
      var hashes = fenced ? 0 : hashes(line);
      if (hashes == 0 || hashes > DEEPEST) {
        if (hashes > DEEPEST) {
          anchors.next(plain(line.substring(hashes)));
        }
        text.append(line).append('\n');
        continue;
      }
      if (level > 0 || !text.toString().isBlank()) {
        parts.add(new PagePart(level, heading, anchor, text.toString().strip()));
      }
      level = hashes;
      heading = plain(line.substring(hashes));
      anchor = anchors.next(heading);
      text.setLength(0);
    }
    parts.add(new PagePart(level, heading, anchor, text.toString().strip()));
    return List.copyOf(parts);
  }

  private static int hashes(String line) {
    var count = 0;
    while (count < line.length() && line.charAt(count) == '#') {
      count++;
    }
    return count > 0 && count <= 6 && count < line.length() && line.charAt(count) == ' '
        ? count
        : 0;
  }

  private static String plain(String heading) {
    return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").replaceAll("[`*]", "").strip();
  }

  /** Gives each heading of a page an id of its own. */
  public static final class Anchors {
    private final HashMap<String, Integer> seen = new HashMap<>();

    /** The id of the next heading with this text. */
    public String next(String heading) {
      var base =
          heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      var count = seen.merge(base, 1, Integer::sum);
      return count == 1 ? base : base + "-" + (count - 1);
    }
  }
}
