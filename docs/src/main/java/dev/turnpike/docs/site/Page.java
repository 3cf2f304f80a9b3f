package dev.turnpike.docs.site;

import java.util.List;

/**
 * One page of the documentation.
 *
 * @param path below {@code /docs/}, without ending: {@code custom-providers}, {@code
 *     decisions/0001-x}
 * @param description one sentence, as the index says it
 * @param markdown the source, with links relative to its own file
 */
public record Page(String path, String title, String description, String markdown) {

  /** The parts that start at a heading of the first three levels, the text before one included. */
  public List<PagePart> parts() {
    return PagePart.of(markdown);
  }

  /** The folder the page lies in, ending with a slash, or nothing at the top. */
  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
