package dev.turnpike.gateway.management.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Rollups.Point;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a model fared over time. Steps in which nothing was called are left out. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
@Schema(name = "ModelStatus")
public record ModelStatus(
    String model,
    @Schema(nullable = true) @Nullable String providerId,
    String timeTick,
    Instant startTime,
    Instant endTime,
    @Schema(description = "Uptime by step, in percent of attempts") List<Uptime> data,
    @JsonProperty("respan_uptime")
        @Schema(description = "Of the whole time, in percent; null without calls", nullable = true)
        @Nullable Double uptime,
    List<Metrics> metricsSeries,
    Standing status) {
  /** Below this share of good attempts, in percent, a model is not well. */
  private static final double WELL = 99;

  private static final double POOR = 50;

  public ModelStatus {
    data = List.copyOf(data);
    metricsSeries = List.copyOf(metricsSeries);
  }

  /** The question. */
  record Asked(String model, @Nullable String provider, String tick, Instant from, Instant to) {}

  /** Of one step. */
  @JsonNaming(SnakeCaseStrategy.class)
  @RegisterForReflection
  @Schema(name = "ModelUptime")
  public record Uptime(String dateGroup, double uptime) {}

  /** Averages of one step: tokens a second, seconds, percent. */
  @JsonNaming(SnakeCaseStrategy.class)
  @RegisterForReflection
  @Schema(name = "ModelMetrics")
  public record Metrics(
      String dateGroup,
      @Schema(nullable = true) @Nullable Double averageTps,
      @Schema(nullable = true) @Nullable Double averageTtft,
      @Schema(nullable = true) @Nullable Double averageLatency,
      double cacheHitPercentage) {}

  /** Of the whole time. */
  @JsonNaming(SnakeCaseStrategy.class)
  @RegisterForReflection
  @Schema(name = "ModelStanding")
  public record Standing(
      @Schema(description = "operational, degraded, down, or unknown without calls") String state,
      long attempts,
      long errors) {}

  /**
   * @param attempts at the provider
   * @param calls as the caller saw them
   */
  static ModelStatus of(Asked asked, List<Point> attempts, List<Point> calls) {
    long all = attempts.stream().mapToLong(point -> point.figures().requests()).sum();
    long bad = attempts.stream().mapToLong(point -> point.figures().errors()).sum();
    var uptime = all == 0 ? null : (Double) good(all, bad);
    return new ModelStatus(
        asked.model,
        asked.provider,
        asked.tick,
        asked.from,
        asked.to,
        attempts.stream()
            .map(
                point ->
                    new Uptime(
                        point.at().toString(),
                        good(point.figures().requests(), point.figures().errors())))
            .toList(),
        uptime,
        calls.stream().map(point -> metrics(point.at(), point.figures())).toList(),
        new Standing(state(uptime), all, bad));
  }

  private static String state(@Nullable Double uptime) {
    if (uptime == null) {
      return "unknown";
    }
    return uptime >= WELL ? "operational" : uptime >= POOR ? "degraded" : "down";
  }

  private static double good(long all, long bad) {
    return all == 0 ? 100 : (all - bad) * 100.0 / all;
  }

  private static Metrics metrics(Instant at, Figures figures) {
    return new Metrics(
        at.toString(),
        orNull(figures.speed().average(), 1),
        orNull(figures.timeToFirstToken().average(), 1e6),
        orNull(figures.latency().average(), 1e6),
        figures.requests() == 0 ? 0 : figures.calls().cacheHits() * 100.0 / figures.requests());
  }

  private static @Nullable Double orNull(OptionalDouble average, double unit) {
    return average.isEmpty() ? null : (Double) (average.getAsDouble() / unit);
  }
}
