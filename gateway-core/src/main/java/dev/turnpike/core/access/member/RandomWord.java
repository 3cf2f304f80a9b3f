package dev.turnpike.core.access.member;

import java.security.SecureRandom;

/** Words that nobody guesses and everybody can type: 99 bits in four groups of five. */
final class RandomWord {
  /** No letter or digit that a person could take for another. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP = 5;

  private RandomWord() {}

  static String of(SecureRandom random) {
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
