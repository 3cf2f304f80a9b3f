package dev.turnpike.persistence.figures;

import dev.turnpike.core.rollup.Rollups.Facet;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.persistence.span.SpanSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The values of several fields with most calls each, of rows that are read once. */
final class FacetSql {
  private FacetSql() {}

  /**
   * An entry for each field that the source is grouped by.
   *
   * @param most how many values of each at most
   */
  static Map<SpanField, List<Facet>> read(Connection connection, Source source, int most)
      throws SQLException {
    var fields = source.by();
    var facets = new EnumMap<SpanField, List<Facet>>(SpanField.class);
    fields.forEach(field -> facets.put(field, new ArrayList<>()));
    try (var statement = query(source, most).prepare(connection);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        Source.check(rows, source);
        var value = rows.getString("value");
        if (value != null) {
          facets
              .computeIfAbsent(
                  fields.get(field(rows.getInt("others"), fields.size())),
                  none -> new ArrayList<>())
              .add(new Facet(value, rows.getLong("requests")));
        }
      }
    }
    return facets;
  }

  private static SpanSql.Text query(Source source, int most) {
    var columns = IntStream.range(0, source.by().size()).mapToObj(i -> "r." + Source.value(i));
    var names = columns.toList();
    var all = String.join(", ", names);
    // All but the one that a row is of are null in it.
    var value = "coalesce(" + all + ")";
    var text =
        new SpanSql.Text()
            .add("select others, value, requests, scanned from (select grouping(" + all + ")")
            .add(" as others, " + value + " as value, sum(r.requests) as requests,")
            .add(" sum(count(*)) over (partition by grouping(" + all + ")) as scanned,")
            // Calls without a value come last: they are no facet, but count as read.
            .add(" row_number() over (partition by grouping(" + all + ") order by " + value)
            .add(" is null, sum(r.requests) desc, " + value + ") as place from ");
    source.append(text);
    return text.add(" group by grouping sets (")
        .add(names.stream().map(name -> "(" + name + ")").collect(Collectors.joining(", ")))
        .add(")) f where place <= ? order by others desc, place", most);
  }

  /** A bit is set for each field that a row is not of; the last field has the lowest. */
  private static int field(int others, int fields) {
    return fields - 1 - Integer.numberOfTrailingZeros(~others);
  }
}
