package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Measure;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Step;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanField.Kind;
import dev.turnpike.core.span.SpanQuery.AllOf;
import dev.turnpike.core.span.SpanQuery.AnyOf;
import dev.turnpike.core.span.SpanQuery.BodyText;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Filter;
import dev.turnpike.persistence.rollup.RollupColumns;
import dev.turnpike.persistence.rollup.Scope;
import dev.turnpike.persistence.span.Comparison;
import dev.turnpike.persistence.span.SpanConditions;
import dev.turnpike.persistence.span.SpanSql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of sums. Each piece is found by the primary key, or by the index of customers. */
record KeptSums(RollupQuery query, Scope scope, List<Cover.Piece> pieces, List<SpanField> by)
    implements Source {
  KeptSums {
    pieces = List.copyOf(pieces);
    by = List.copyOf(by);
  }

  @Override
  public void append(SpanSql.Text text) {
    text.add("(");
    if (pieces.isEmpty()) {
      // An empty window still has columns.
      piece(text, new Cover.Piece(Step.DAY, query.to(), query.to()));
    }
    var separator = "";
    for (var piece : pieces) {
      text.add(separator);
      piece(text, piece);
      separator = " union all ";
    }
    text.add(") r");
  }

  private void piece(SpanSql.Text text, Cover.Piece piece) {
    var sums =
        Stream.concat(
                RollupColumns.SUMS.stream(), query.measures().stream().map(RollupColumns::counts))
            .collect(Collectors.joining(", "));
    text.add("select bucket as at, ")
        .add(Source.values(by, KeptSums::column) + ", " + sums)
        .add(" from rollup_" + piece.table().name().toLowerCase(Locale.ROOT))
        .add(" where organization_id = ?", query.organization().value())
        .add(" and scope = '" + scope.column() + "'")
        .add(" and bucket >= ? and bucket < ?", at(piece.from()), at(piece.to()));
    for (var filter : query.conditions()) {
      text.add(" and ");
      SpanConditions.tree(text, filter, leaf -> leaf(text, leaf));
    }
  }

  private static Object at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static void leaf(SpanSql.Text text, Filter leaf) {
    if (!(leaf instanceof Condition condition)) {
      throw new IllegalArgumentException("sums do not tell bodies apart");
    }
    var field = SpanField.find(condition.field()).orElseThrow();
    Comparison.append(text, column(field), List.of(), Kind.TEXT, condition);
  }

  private static String column(SpanField field) {
    return switch (field) {
      case ENVIRONMENT -> "environment";
      case LOG_TYPE -> "log_type";
      case MODEL, UPSTREAM_MODEL -> "model";
      case PROVIDER -> "provider_id";
      case KEY_ID -> "key_id";
      case STATUS -> "status";
      case CUSTOMER -> "customer";
      default -> throw new IllegalArgumentException("no sums are kept by " + field.wire());
    };
  }

  @Override
  public String count(Measure measure, int bucket) {
    return "sum(r." + RollupColumns.counts(measure) + "[" + (bucket + 1) + "])";
  }

  @Override
  public long mostRows() {
    return Long.MAX_VALUE;
  }

  /** Whether every condition is on one of these fields, and each that is grouped by is one. */
  static boolean covers(List<? extends Filter> filters, Set<SpanField> fields, List<SpanField> by) {
    return fields.containsAll(by) && filters.stream().allMatch(f -> is(f, fields));
  }

  private static boolean is(Filter filter, Set<SpanField> fields) {
    return switch (filter) {
      case Condition(var field, var operator, var values) ->
          SpanField.find(field).filter(fields::contains).isPresent();
      case BodyText words -> false;
      case AllOf(var all) -> all.stream().allMatch(f -> is(f, fields));
      case AnyOf(var any) -> any.stream().allMatch(f -> is(f, fields));
    };
  }
}
