package dev.turnpike.core.exchange;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that look like one that is not there. */
final class NearNames {
  private static final int MOST = 3;

  /** Past this many characters a name is not compared: the work grows with the square. */
  private static final int LONGEST = 120;

  /** Past this many names, those with another first letter are not looked at. */
  private static final int MANY = 500;

  private NearNames() {}

  /** At most three, best first; none when nothing is like it. */
  static List<String> of(String asked, Collection<String> known) {
    if (asked.length() > LONGEST) {
      return List.of();
    }
    var plain = plain(asked);
    return known.stream()
        .filter(name -> name.length() <= LONGEST)
        .filter(name -> known.size() <= MANY || sameStart(plain, plain(name)))
        .map(name -> new Scored(name, distance(plain, plain(name))))
        .filter(s -> s.distance <= 2 + plain.length() / 4)
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  private static boolean sameStart(String a, String b) {
    return !a.isEmpty() && !b.isEmpty() && a.charAt(0) == b.charAt(0);
  }

  /** What people get wrong without meaning another model: case, separators, a provider in front. */
  private static String plain(String name) {
    var own = name.substring(name.lastIndexOf('/') + 1);
    return (own.isEmpty() ? name : own).toLowerCase(Locale.ROOT).replaceAll("[-_. :]", "");
  }

  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  private record Scored(String name, int distance) {}
}
