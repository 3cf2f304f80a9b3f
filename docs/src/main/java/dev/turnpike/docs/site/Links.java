package dev.turnpike.docs.site;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links as the sources have them, relative to their file and with its ending, so that they also
 * work where the files are read as they are, turned into addresses of the site.
 */
public final class Links {
  private static final Pattern TARGET =
      Pattern.compile("(?<=]\\()(?!https?:|mailto:|/|#)([^)\\s]+)(?=\\))");

  private Links() {}

  /**
   * The address of a link that stands in a page: {@code ../sdks.md#openai} → {@code
   * /docs/sdks#openai}.
   */
  public static String address(Page from, String link) {
    if (link.startsWith("#") || link.startsWith("/") || link.matches("[a-z]+:.*")) {
      return link;
    }
    var target = below(from, link);
    return target.replaceFirst("/index\\.md(?=$|#)", "/").replaceFirst("\\.md(?=$|#)", "");
  }

  /** The page's markdown with every relative link made absolute, other pages as markdown. */
  static String absolute(Page page, String origin) {
    return TARGET
        .matcher(page.markdown())
        .replaceAll(found -> Matcher.quoteReplacement(origin + below(page, found.group())));
  }

  private static String below(Page from, String link) {
    return URI.create("/docs/" + from.folder()).resolve(link).toString();
  }
}
