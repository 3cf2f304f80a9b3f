package dev.turnpike.console.overview;

import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.rollup.Figures;
import dev.turnpike.core.rollup.Measure;
import io.quarkus.qute.TemplateData;
import java.time.Duration;

/**
 * One line of a table by model, provider, key or customer.
 *
 * @param href the logs behind it, narrowed by at least its name
 * @param failures the failed ones among them
 * @param part its share of all calls, in per mille, for the bar behind its name
 */
@TemplateData
public record Row(String name, String href, String failures, int part, Figures figures) {
  /** The logs behind it, those with most of a figure first. */
  private String most(String figure) {
    return href + "&sort=" + figure;
  }

  public String dearest() {
    return most("cost");
  }

  public String longest() {
    return most("total_request_tokens");
  }

  public String slowest() {
    return most("latency");
  }

  public String slowestToSpeak() {
    return most("time_to_first_token");
  }

  /** The calls that another deployment answered than was tried first. */
  public String fellBack() {
    return href + "&fell_back=true";
  }

  public long calls() {
    return figures.requests();
  }

  public long errors() {
    return figures.errors();
  }

  public long fallbacks() {
    return figures.calls().fellBack();
  }

  /** Share of calls that were answered. */
  public String uptime() {
    var calls = figures.requests();
    return calls == 0 ? Words.NONE : Words.percent(calls - figures.errors(), calls);
  }

  public String errorRate() {
    return Words.percent(figures.errors(), figures.requests());
  }

  /** Whether enough of it fails to be looked at. */
  public boolean troubled() {
    return figures.errors() > 0 && figures.errors() * 20 >= figures.requests();
  }

  /** A dash for calls without prices: they need not have been free. */
  public String cost() {
    return figures.costUsd().signum() == 0 ? Words.NONE : Words.money(figures.costUsd());
  }

  public String tokens() {
    return Words.count(figures.tokens().total());
  }

  public String p50() {
    return quantile(Measure.LATENCY, 0.5);
  }

  public String p95() {
    return quantile(Measure.LATENCY, 0.95);
  }

  public String firstToken() {
    return quantile(Measure.TIME_TO_FIRST_TOKEN, 0.95);
  }

  private String quantile(Measure measure, double share) {
    var value = figures.distribution(measure).quantile(share);
    return value.isEmpty()
        ? Words.NONE
        : Formats.span(Duration.ofNanos((long) (value.getAsDouble() * 1_000)));
  }
}
