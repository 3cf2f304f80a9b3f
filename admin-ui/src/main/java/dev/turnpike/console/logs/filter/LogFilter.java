package dev.turnpike.console.logs.filter;

import dev.turnpike.console.range.TimeRange;
import dev.turnpike.console.shell.Address;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanFilters;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.BodyText;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which logs are shown: the state of an address. Of several values of a field any may match, of
 * several metadata pairs all must. What cannot be understood is an error at its field, and then
 * nothing is shown: a mistyped filter never widens a list.
 */
public final class LogFilter {
  private final TimeRange time;
  private final String words;
  private final Map<FilterField, List<String>> values;
  private final List<Filter> conditions;
  private final FieldErrors errors;

  private LogFilter(
      TimeRange time,
      String words,
      Map<FilterField, List<String>> values,
      List<Filter> conditions,
      FieldErrors errors) {
    this.time = time;
    this.words = words;
    this.values = values;
    this.conditions = List.copyOf(conditions);
    this.errors = errors;
  }

  /** A filter in force, and the address without it. */
  public record Chip(String label, String value, String without) {}

  /** Reads the query of an address; names it does not know are left alone. */
  public static LogFilter read(Map<String, List<String>> query, Instant now) {
    var time = TimeRange.read(query, now, "");
    var values = new EnumMap<FilterField, List<String>>(FilterField.class);
    var conditions = new ArrayList<Filter>();
    var errors = new FieldErrors.Builder();
    var words = query.getOrDefault("q", List.of("")).getFirst().strip();
    if (!words.isEmpty()) {
      conditions.add(new BodyText(words));
    }
    time.errors().byField().forEach((field, all) -> all.forEach(m -> errors.add(field, m)));
    for (var field : FilterField.values()) {
      var typed =
          query.getOrDefault(field.code(), List.of()).stream()
              .map(String::strip)
              .filter(v -> !v.isEmpty())
              .distinct()
              .toList();
      if (!typed.isEmpty()) {
        values.put(field, typed);
        understand(field, typed, conditions, errors);
      }
    }
    return new LogFilter(time, words, values, conditions, errors.build());
  }

  private static void understand(
      FilterField field, List<String> typed, List<Filter> conditions, FieldErrors.Builder errors) {
    if (field.input() == FilterField.Input.PAIR) {
      typed.forEach(pair -> add(field, pair(pair), conditions, errors));
    } else {
      add(field, SpanFilters.read(field.wire(), field.operator(), typed), conditions, errors);
    }
  }

  private static Outcome<List<Condition>> pair(String pair) {
    var equals = pair.indexOf('=');
    var key = (equals < 0 ? pair : pair.substring(0, equals)).strip();
    var field = SpanField.METADATA_PREFIX + key;
    if (key.isEmpty()) {
      return Outcome.invalid("metadata", "Write key=value, such as team=search.");
    }
    return equals < 0
        ? SpanFilters.read(field, "not_empty", List.of())
        : SpanFilters.read(field, "", List.of(pair.substring(equals + 1).strip()));
  }

  private static void add(
      FilterField field,
      Outcome<List<Condition>> read,
      List<Filter> conditions,
      FieldErrors.Builder errors) {
    switch (read) {
      case Outcome.Done<List<Condition>>(var found, var created, var notices) ->
          conditions.addAll(found);
      case Outcome.Invalid<List<Condition>>(var wrong) ->
          wrong.byField().values().stream()
              .flatMap(List::stream)
              .forEach(message -> errors.add(field.code(), sentence(message)));
      case Outcome.Missing<List<Condition>>(var detail) -> errors.add(field.code(), detail);
      case Outcome.Forbidden<List<Condition>>(var detail) -> errors.add(field.code(), detail);
    }
  }

  private static String sentence(String message) {
    var text = Character.toUpperCase(message.charAt(0)) + message.substring(1);
    return text.endsWith(".") ? text : text + ".";
  }

  /** The query for a page of it, newest first. */
  public SpanQuery query(
      OrganizationId organization, SpanQuery.@Nullable Position before, int limit) {
    return query(organization, time.from(), before, limit);
  }

  /** The same, but nothing older than an instant. */
  public SpanQuery query(
      OrganizationId organization,
      @Nullable Instant from,
      SpanQuery.@Nullable Position before,
      int limit) {
    return new SpanQuery(organization, from, time.to(), conditions, "id", true, before, 0, limit);
  }

  /** Sorted by a wire field rather than by time; such pages are counted by rows passed over. */
  public SpanQuery sorted(
      OrganizationId organization, String field, boolean descending, int offset, int limit) {
    return new SpanQuery(
        organization, time.from(), time.to(), conditions, field, descending, null, offset, limit);
  }

  /** Oldest first from an instant on, to find what came just after a row. */
  public SpanQuery after(OrganizationId organization, Instant from, int limit) {
    return new SpanQuery(organization, from, time.to(), conditions, "id", false, null, 0, limit);
  }

  public TimeRange time() {
    return time;
  }

  /** What the bodies are searched for; empty for nothing. */
  public String words() {
    return words;
  }

  public FieldErrors errors() {
    return errors;
  }

  public boolean wrong() {
    return !errors.isEmpty();
  }

  /** What is wrong with a field; empty when nothing is. */
  public String error(String code) {
    return String.join(" ", errors.byField().getOrDefault(code, List.of()));
  }

  /** The first value of a field; empty when there is none. */
  public String value(String code) {
    return FilterField.find(code)
        .map(f -> values.getOrDefault(f, List.of()))
        .filter(v -> !v.isEmpty())
        .map(List::getFirst)
        .orElse("");
  }

  /** Whether a value is one of a field's. */
  public boolean has(String code, String value) {
    return FilterField.find(code)
        .map(f -> values.getOrDefault(f, List.of()).contains(value))
        .orElse(false);
  }

  /** Whether any of the rarer fields is in use, so that their part of the form stands open. */
  public boolean anyMore() {
    return time.custom() || FilterForm.MORE.stream().anyMatch(values::containsKey);
  }

  public boolean any() {
    return !values.isEmpty() || !words.isEmpty() || !time.period().isEmpty() || time.custom();
  }

  /** The filter in an address of the console. */
  public Address on(String path) {
    var address = time.on(Address.of(path).with("q", words));
    for (var entry : values.entrySet()) {
      address = address.with(entry.getKey().code(), entry.getValue());
    }
    return address;
  }

  /** The filters in force, each with the address that leaves it. */
  public List<Chip> chips(Map<String, String> keyNames) {
    var all = on("/console/logs");
    var chips = new ArrayList<Chip>();
    if (!words.isEmpty()) {
      chips.add(new Chip("Text", words, all.without("q").toString()));
    }
    if (time.custom() || !time.period().isEmpty()) {
      chips.add(
          new Chip(
              "Time", time.words(), all.without("time").without("from").without("to").toString()));
    }
    values.forEach(
        (field, typed) ->
            typed.forEach(
                value ->
                    chips.add(
                        new Chip(
                            field.label(),
                            field == FilterField.KEY ? keyNames.getOrDefault(value, value) : value,
                            all.without(field.code(), value).toString()))));
    return chips;
  }
}
