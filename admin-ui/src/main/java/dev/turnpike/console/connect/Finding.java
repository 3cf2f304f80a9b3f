package dev.turnpike.console.connect;

import io.quarkus.qute.TemplateData;
import java.time.Instant;

/**
 * One thing that is right or wrong with the calls that came.
 *
 * @param kind {@code good}, {@code warn} or {@code bad}
 * @param cure what to do; empty when there is nothing to do
 * @param docs the page of the documentation that tells more; empty when none does
 */
@TemplateData
public record Finding(Instant at, String kind, String title, String cure, String docs) {
  /** The name of its picture. */
  public String icon() {
    return kind.equals("good") ? "check" : "warning";
  }
}
