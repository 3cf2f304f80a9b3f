package dev.turnpike.console.logs;

import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import jakarta.ws.rs.DefaultValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which logs the list shows: the state of its address. Empty means any. */
public final class LogFilter {
  /** Rows of one page. */
  static final int PAGE = 50;

  private static final Map<String, Duration> PERIODS =
      Map.of(
          "15m", Duration.ofMinutes(15),
          "1h", Duration.ofHours(1),
          "24h", Duration.ofDays(1),
          "7d", Duration.ofDays(7),
          "30d", Duration.ofDays(30));

  /** Part of the model's name. */
  @RestQuery
  @DefaultValue("")
  public String q = "";

  @RestQuery
  @DefaultValue("")
  public String model = "";

  @RestQuery
  @DefaultValue("")
  public String provider = "";

  @RestQuery
  @DefaultValue("")
  public String status = "";

  @RestQuery
  @DefaultValue("")
  public String customer = "";

  /** One of 15m, 1h, 24h, 7d, 30d. */
  @RestQuery
  @DefaultValue("")
  public String time = "";

  /** A filter in force, and the address without it. */
  public record Chip(String name, String value, String without) {}

  SpanQuery query(
      OrganizationId organization,
      Instant now,
      @Nullable Instant newerThan,
      SpanQuery.@Nullable Position before,
      int limit) {
    var period = PERIODS.get(time);
    var from = newerThan != null ? newerThan : period == null ? null : now.minus(period);
    return new SpanQuery(organization, from, null, conditions(), "id", true, before, 0, limit);
  }

  private List<Condition> conditions() {
    var all = new ArrayList<Condition>();
    add(all, "model", Operator.ANY, model);
    add(all, "provider_id", Operator.ANY, provider);
    add(all, "status", Operator.ANY, status);
    add(all, "customer_identifier", Operator.ANY, customer);
    add(all, "model", Operator.ICONTAINS, q);
    return all;
  }

  private static void add(List<Condition> all, String field, Operator operator, String value) {
    if (!value.isBlank()) {
      all.add(new Condition(field, operator, List.of(value.strip())));
    }
  }

  public List<Chip> chips() {
    var chips = new ArrayList<Chip>();
    values()
        .forEach(
            (name, value) -> {
              if (!value.isBlank()) {
                chips.add(new Chip(label(name), value, "/console/logs" + queryWithout(name)));
              }
            });
    return chips;
  }

  private static String label(String name) {
    return name.equals("q") ? "model contains" : name;
  }

  /** The filter as the query of an address, with its leading {@code ?}. */
  public String query() {
    return queryWithout("");
  }

  private String queryWithout(String left) {
    var text = new StringBuilder("?");
    values()
        .forEach(
            (name, value) -> {
              if (!value.isBlank() && !name.equals(left)) {
                text.append(text.length() > 1 ? "&" : "")
                    .append(name)
                    .append('=')
                    .append(Formats.inQuery(value));
              }
            });
    return text.toString();
  }

  private Map<String, String> values() {
    var all = new java.util.LinkedHashMap<String, String>();
    all.put("time", time);
    all.put("status", status);
    all.put("model", model);
    all.put("provider", provider);
    all.put("customer", customer);
    all.put("q", q);
    return all;
  }

  public boolean any() {
    return values().values().stream().anyMatch(v -> !v.isBlank());
  }
}
