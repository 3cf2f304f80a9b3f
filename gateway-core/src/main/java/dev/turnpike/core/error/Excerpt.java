package dev.turnpike.core.error;

/** Shortens text a caller or provider sent before it stands in a message. */
final class Excerpt {
  private Excerpt() {}

  /** At most {@code max} characters of the text; control characters become spaces. */
  static String of(String text, int max) {
    var cut = text.length() <= max ? text : text.substring(0, max) + "…";
    return cut.chars().anyMatch(Character::isISOControl) ? cut.replaceAll("\\p{Cntrl}", " ") : cut;
  }
}
