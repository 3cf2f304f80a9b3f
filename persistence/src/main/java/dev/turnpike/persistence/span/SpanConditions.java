package dev.turnpike.persistence.span;

import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanField.Kind;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.AllOf;
import dev.turnpike.core.span.SpanQuery.AnyOf;
import dev.turnpike.core.span.SpanQuery.BodyText;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.core.span.SpanQuery.Operator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A query's conditions as SQL over the table {@code span s}. Values always are placeholders. */
public final class SpanConditions {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private final SpanSql.Text text;
  private final SpanQuery query;

  private SpanConditions(SpanSql.Text text, SpanQuery query) {
    this.text = text;
    this.query = query;
  }

  /** Appends the {@code where} clause of the query, keyset position included. */
  public static void append(SpanSql.Text text, SpanQuery query) {
    text.add(" where s.organization_id = ?", query.organization().value());
    window(text, query, "s");
    var conditions = new SpanConditions(text, query);
    for (var filter : query.conditions()) {
      text.add(" and ");
      conditions.append(filter);
    }
  }

  private static void window(SpanSql.Text text, SpanQuery query, String alias) {
    var from = query.from();
    if (from != null) {
      text.add(" and " + alias + ".arrival >= ?", SpanColumns.at(from));
    }
    var to = query.to();
    if (to != null) {
      text.add(" and " + alias + ".arrival < ?", SpanColumns.at(to));
    }
    var before = query.before();
    if (before != null) {
      text.add(
          " and (" + alias + ".arrival, " + alias + ".id) < (?, ?)",
          SpanColumns.at(before.arrival()),
          before.id());
    }
  }

  private void append(Filter filter) {
    tree(text, filter, this::leaf);
  }

  /** Appends what joins the leaves of a tree: bundles here, all others by the caller. */
  public static void tree(SpanSql.Text text, Filter filter, Consumer<Filter> leaf) {
    switch (filter) {
      case AllOf(var all) -> joined(text, all, " and ", "true", leaf);
      case AnyOf(var any) -> joined(text, any, " or ", "false", leaf);
      case BodyText words -> leaf.accept(words);
      case Condition condition -> leaf.accept(condition);
    }
  }

  private static void joined(
      SpanSql.Text text, List<Filter> filters, String word, String none, Consumer<Filter> leaf) {
    text.add("(").add(filters.isEmpty() ? none : "");
    var separator = "";
    for (var filter : filters) {
      text.add(separator);
      tree(text, filter, leaf);
      separator = word;
    }
    text.add(")");
  }

  private void leaf(Filter filter) {
    switch (filter) {
      case BodyText(var words) -> bodies(words);
      case Condition condition -> append(text, condition);
      case AllOf all -> append(all);
      case AnyOf any -> append(any);
    }
  }

  /**
   * By the body's primary key, one at a time. Taking text apart into words costs a hundred times
   * what looking for letters does, so that the letters are looked for first (the planner puts the
   * cheap test before the dear one).
   */
  private void bodies(String words) {
    text.add("exists (select 1 from span_body b where b.organization_id = s.organization_id")
        .add(" and b.arrival = s.arrival and b.id = s.id");
    window(text, query, "b");
    for (var word : plainWords(words)) {
      text.add(" and position(? in " + SpanSql.letters(word) + ") > 0", word);
    }
    text.add(" and " + SpanSql.WORDS + " @@ websearch_to_tsquery('simple', ?))", words);
  }

  /** Whether the bodies have to be read for it. */
  static boolean readsBodies(List<? extends Filter> filters) {
    return filters.stream()
        .anyMatch(
            filter ->
                switch (filter) {
                  case BodyText words -> true;
                  case AllOf(var all) -> readsBodies(all);
                  case AnyOf(var any) -> readsBodies(any);
                  case Condition condition -> false;
                });
  }

  /** Words that each hit must have; none when some are alternatives or unwanted. */
  private static List<String> plainWords(String words) {
    var lower = words.toLowerCase(Locale.ROOT);
    return lower.matches(".*(\\bor\\b|-).*")
        ? List.of()
        : WORD.matcher(lower).results().map(MatchResult::group).distinct().toList();
  }

  /** Appends one condition on the row {@code s}. */
  public static void append(SpanSql.Text text, Condition condition) {
    var name = condition.field();
    if (name.startsWith(SpanField.METADATA_PREFIX)) {
      metadata(text, name.substring(SpanField.METADATA_PREFIX.length()), condition);
    } else if (name.startsWith(SpanField.SCORES_PREFIX)) {
      var key = name.substring(SpanField.SCORES_PREFIX.length());
      var score = SpanSql.number("s.extra -> 'scores' -> ?", "(s.extra -> 'scores' ->> ?)");
      Comparison.append(text, score, List.of(key, key), Kind.NUMBER, condition);
    } else {
      var field =
          SpanField.find(name)
              .orElseThrow(() -> new IllegalArgumentException("unknown log field: " + name));
      Comparison.append(text, SpanSql.expression(field), List.of(), field.kind(), condition);
    }
  }

  /**
   * An absent key never matches, not even negated conditions, but for the one that asks for
   * absence.
   */
  private static void metadata(SpanSql.Text text, String key, Condition condition) {
    if (condition.operator() == Operator.PRESENT) {
      text.add("jsonb_exists(s.metadata, ?)", key);
      return;
    }
    text.add("(");
    if (condition.operator() != Operator.EMPTY) {
      text.add("jsonb_exists(s.metadata, ?) and ", key);
    }
    Comparison.append(text, "(s.metadata ->> ?)", List.of(key), Kind.TEXT, condition);
    text.add(")");
  }
}
