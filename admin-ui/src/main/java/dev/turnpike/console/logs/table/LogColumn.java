package dev.turnpike.console.logs.table;

import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.span.Span;
import io.quarkus.qute.TemplateData;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A column of the table of calls. The time is always shown, as it leads to the call. */
@TemplateData
public enum LogColumn {
  TIME("Time", "", false),
  STATUS("Status", "", false),
  MODEL("Model", "", false),
  PROVIDER("Provider", "", false),
  UPSTREAM("At the endpoint", "", false),
  CUSTOMER("Customer", "", false),
  KEY("API key", "", false),
  KIND("Kind", "", false),
  METHOD("Came by", "", false),
  ENVIRONMENT("Environment", "", false),
  THREAD("Thread", "", false),
  TRACE("Trace", "", false),
  SPAN("Span", "", false),
  METADATA("Metadata", "", false),
  INPUT("Input", "prompt_tokens", true),
  OUTPUT("Output", "completion_tokens", true),
  TOKENS("Tokens", "total_request_tokens", true),
  COST("Cost", "cost", true),
  TTFT("TTFT", "time_to_first_token", true),
  LATENCY("Latency", "latency", true),
  OVERHEAD("In the gateway", "routing_time", true);

  /** What is shown until someone chooses. */
  public static final List<LogColumn> USUAL =
      List.of(TIME, STATUS, MODEL, PROVIDER, CUSTOMER, TOKENS, COST, TTFT, LATENCY);

  private final String label;
  private final String sort;
  private final boolean number;

  LogColumn(String label, String sort, boolean number) {
    this.label = label;
    this.sort = sort;
    this.number = number;
  }

  public String label() {
    return label;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The wire field the table can be sorted by; empty when it cannot. */
  public String sort() {
    return sort;
  }

  public boolean number() {
    return number;
  }

  public boolean fixed() {
    return this == TIME;
  }

  public static Optional<LogColumn> find(String code) {
    return Arrays.stream(values()).filter(c -> c.code().equals(code)).findFirst();
  }

  /** What stands in a cell; empty for none. Time and status are drawn by the page. */
  public String text(Span span) {
    var usage = span.metering().usage();
    return switch (this) {
      case TIME, STATUS -> "";
      case MODEL -> called(span);
      case PROVIDER -> or(span.called().providerId());
      case UPSTREAM -> or(span.called().upstreamModel());
      case CUSTOMER -> or(span.tags().customerIdentifier());
      case KEY -> or(span.origin().keyName());
      case KIND -> span.origin().type();
      case METHOD -> span.origin().method();
      case ENVIRONMENT -> span.origin().environment().wire();
      case THREAD -> or(span.tags().threadIdentifier());
      case TRACE -> or(span.place().traceId());
      case SPAN -> or(span.place().name());
      case METADATA -> metadata(span);
      case INPUT -> count(usage.prompt());
      case OUTPUT -> count(usage.completion());
      case TOKENS -> count(usage.total());
      case COST -> cost(span);
      case TTFT -> duration(span.timing().timeToFirstToken());
      case LATENCY -> Formats.span(span.timing().latency());
      case OVERHEAD -> duration(span.timing().overhead());
    };
  }

  /** A step of a trace that called no model is known by its name. */
  private static String called(Span span) {
    var model = span.called().model();
    var name = or(span.place().name());
    if (!model.isEmpty() || name.isEmpty()) {
      return model;
    }
    return name + " (" + span.origin().type() + ")";
  }

  private static String cost(Span span) {
    var usd = span.metering().cost().usd();
    if (usd == null) {
      return span.metering().usage().total() > 0 ? "unpriced" : "";
    }
    return Formats.usd(usd);
  }

  private static String metadata(Span span) {
    var text = new StringBuilder();
    span.tags()
        .metadata()
        .forEach(
            (key, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(key).append('=').append(value));
    return text.toString();
  }

  private static String count(long tokens) {
    return tokens == 0 ? "" : Formats.grouped(tokens);
  }

  private static String duration(java.time.@Nullable Duration time) {
    return time == null ? "" : Formats.span(time);
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
