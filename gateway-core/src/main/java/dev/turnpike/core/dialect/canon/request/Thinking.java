package dev.turnpike.core.dialect.canon.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much the model may reason before it answers. Dialects say it as an effort or as a budget of
 * tokens; the table below is the bridge.
 *
 * <table>
 * <caption>Effort and budget</caption>
 * <tr><th>effort</th><th>budget sent</th><th>read from a budget of</th></tr>
 * <tr><td>none</td><td>0</td><td>0</td></tr>
 * <tr><td>minimal</td><td>1,024</td><td>–</td></tr>
 * <tr><td>low</td><td>2,048</td><td>1 to 4,095</td></tr>
 * <tr><td>medium</td><td>8,192</td><td>4,096 to 16,383</td></tr>
 * <tr><td>high</td><td>24,576</td><td>16,384 and more</td></tr>
 * <tr><td>xhigh, max</td><td>32,768</td><td>–</td></tr>
 * </table>
 *
 * @param effort absent when the caller gave a budget, or left it to the model
 * @param budget tokens; absent when the caller gave an effort
 * @param visible whether the reasoning, or a summary, is to be in the answer
 */
public record Thinking(@Nullable Effort effort, @Nullable Long budget, @Nullable Boolean visible) {
  /** Steps of effort, least first. */
  public enum Effort {
    NONE(0),
    MINIMAL(1024),
    LOW(2048),
    MEDIUM(8192),
    HIGH(24576),
    XHIGH(32768),
    MAX(32768);

    private final long budget;

    Effort(long budget) {
      this.budget = budget;
    }

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Effort> ofWire(String wire) {
      return Arrays.stream(values()).filter(e -> e.wire().equals(wire)).findFirst();
    }
  }

  /** The caller forbids reasoning. */
  public boolean off() {
    return effort == Effort.NONE || (budget != null && budget == 0);
  }

  /** The effort asked for or that the budget comes to; medium when neither was said. */
  public Effort effortOrMapped() {
    if (effort != null) {
      return effort;
    }
    if (budget == null || budget < 0) {
      return Effort.MEDIUM;
    }
    if (budget == 0) {
      return Effort.NONE;
    }
    return budget < 4096 ? Effort.LOW : budget < 16384 ? Effort.MEDIUM : Effort.HIGH;
  }

  /** The budget asked for or that the effort comes to. */
  public long budgetOrMapped() {
    return budget != null && budget >= 0 ? budget : effortOrMapped().budget;
  }
}
