package dev.turnpike.core.provider;

import dev.turnpike.core.dialect.Quirk;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a provider differs from what its wire formats lead one to expect.
 *
 * @param auth how it is shown who calls; absent: as usual for the wire format
 * @param settings what its owner entered besides secrets, such as a region, by field name
 * @param learned what a trial of the endpoint found, by question
 */
public record Profile(
    @Nullable AuthScheme auth,
    Set<Quirk> quirks,
    Map<String, String> settings,
    Map<String, String> learned) {
  /** Nothing is different. */
  public static final Profile USUAL = new Profile(null, Set.of(), Map.of());

  public Profile {
    quirks = Set.copyOf(quirks);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    learned = Collections.unmodifiableMap(new LinkedHashMap<>(learned));
  }

  /** Before any trial. */
  public Profile(@Nullable AuthScheme auth, Set<Quirk> quirks, Map<String, String> settings) {
    this(auth, quirks, settings, Map.of());
  }

  /** Without what a trial found: only what was entered. */
  public Profile unlearned() {
    return learned.isEmpty() ? this : new Profile(auth, Set.of(), settings);
  }

  public static Profile of(Set<Quirk> quirks) {
    return quirks.isEmpty() ? USUAL : new Profile(null, quirks, Map.of());
  }
}
