package dev.turnpike.console.logs.filter;

import dev.turnpike.console.shell.Address;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.rollup.Rollups.Facet;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanQuery.Filter;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The values that the calls of a list have most, with how many of them, to narrow it by: a part of
 * the page that is opened by {@code values=1} in its address.
 *
 * @param fields those whose calls could be counted
 * @param whole whether all of them could
 */
@TemplateData
public record LogValues(List<Field> fields, boolean whole) {
  /** The name in an address. */
  public static final String CODE = "values";

  private static final int MOST = 6;

  /** In the order in which they are shown. */
  private static final List<FilterField> SHOWN =
      List.of(
          FilterField.STATUS,
          FilterField.MODEL,
          FilterField.PROVIDER,
          FilterField.KEY,
          FilterField.CUSTOMER,
          FilterField.TYPE);

  public LogValues {
    fields = List.copyOf(fields);
  }

  /** The values of one field, those with the most calls first. */
  @TemplateData
  public record Field(String label, List<Value> values) {
    public Field {
      values = List.copyOf(values);
    }
  }

  /**
   * A value.
   *
   * @param part of 1000: how long its bar is beside the longest of its field
   * @param href the list with it, or without it when it is in force
   */
  @TemplateData
  public record Value(String name, long calls, int part, String href, boolean chosen) {}

  /** Counts them. Bodies are not told apart by counts: a search for words has no values. */
  public static LogValues read(
      Rollups rollups,
      OrganizationId organization,
      LogFilter filter,
      Map<String, String> keyNames,
      Instant now) {
    if (!filter.words().isEmpty()) {
      return new LogValues(List.of(), false);
    }
    var wanted = SHOWN.stream().map(LogValues::counted).collect(Collectors.toSet());
    var counted = rollups.facets(query(organization, filter, now), wanted, MOST);
    var here = filter.on("/console/logs").with(CODE, "1");
    var fields = new ArrayList<Field>();
    for (var field : SHOWN) {
      var facets = counted.get(counted(field));
      if (facets != null) {
        fields.add(field(field, facets, filter, here, keyNames));
      }
    }
    return new LogValues(fields, fields.size() == SHOWN.size());
  }

  private static SpanField counted(FilterField field) {
    return SpanField.find(field.wire()).orElseThrow();
  }

  private static RollupQuery query(OrganizationId organization, LogFilter filter, Instant now) {
    var time = filter.time();
    var to = Objects.requireNonNullElse(time.to(), now);
    var from = Objects.requireNonNullElse(time.from(), Instant.EPOCH);
    List<? extends Filter> conditions = filter.query(organization, null, 1).conditions();
    return RollupQuery.all(organization, from.isAfter(to) ? to : from, to).where(conditions);
  }

  private static Field field(
      FilterField field,
      List<Facet> facets,
      LogFilter filter,
      Address here,
      Map<String, String> keyNames) {
    var names = field == FilterField.KEY ? keyNames : Map.<String, String>of();
    var most = facets.stream().mapToLong(Facet::requests).max().orElse(1);
    return new Field(
        field.label(),
        facets.stream()
            .map(
                facet -> {
                  var chosen = filter.has(field.code(), facet.value());
                  return new Value(
                      names.getOrDefault(facet.value(), facet.value()),
                      facet.requests(),
                      (int) (1000 * facet.requests() / most),
                      chosen
                          ? here.without(field.code(), facet.value()).toString()
                          : here.with(field.code(), facet.value()).toString(),
                      chosen);
                })
            .toList());
  }
}
