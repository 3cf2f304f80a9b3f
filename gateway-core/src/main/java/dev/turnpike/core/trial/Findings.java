package dev.turnpike.core.trial;

import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.provider.Profile;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trial learned about an endpoint.
 *
 * @param model which of its models was asked
 * @param calls how many calls it took
 * @param problem why it ended early, in a sentence; absent when every question was asked
 */
public record Findings(
    Instant at, String model, int calls, List<Finding> all, @Nullable String problem) {
  private static final String AT = "tried_at";
  private static final String MODEL = "tried_model";
  private static final String CALLS = "tried_calls";

  public Findings {
    all = List.copyOf(all);
  }

  /** How the endpoint is to be called from now on. */
  public Set<Quirk> quirks() {
    var quirks = new LinkedHashSet<Quirk>();
    all.stream()
        .filter(Finding::no)
        .forEach(finding -> finding.question().quirk().ifPresent(quirks::add));
    return quirks;
  }

  /** The profile with these findings in place of earlier ones. */
  public Profile put(Profile before) {
    var learned = new LinkedHashMap<String, String>();
    learned.put(AT, at.toString());
    learned.put(MODEL, model);
    learned.put(CALLS, String.valueOf(calls));
    all.forEach(f -> learned.put(f.question().wire(), f.verdict().wire()));
    var quirks = new LinkedHashSet<>(before.quirks());
    for (var question : Question.values()) {
      question.quirk().ifPresent(quirks::remove);
    }
    quirks.addAll(quirks());
    return new Profile(before.auth(), quirks, before.settings(), learned);
  }

  /** What an earlier trial left in the profile; empty when there was none. */
  public static Optional<Findings> in(Profile profile) {
    var learned = profile.learned();
    var at = learned.get(AT);
    if (at == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Findings(
              Instant.parse(at),
              learned.getOrDefault(MODEL, ""),
              Integer.parseInt(learned.getOrDefault(CALLS, "0")),
              findings(learned),
              null));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty(); // of another version
    }
  }

  private static List<Finding> findings(Map<String, String> learned) {
    var findings = new ArrayList<Finding>();
    for (var question : Question.values()) {
      var told = learned.get(question.wire());
      if (told != null) {
        Verdict.ofWire(told).ifPresent(verdict -> findings.add(new Finding(question, verdict)));
      }
    }
    return findings;
  }
}
