package dev.turnpike.persistence.sum;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What spans of one trace add up to, and what they say of it. Not thread-safe. */
public final class TraceSum {
  /** The trace repeats its root's metadata for lists; whoever needs more reads the span. */
  private static final int MOST_METADATA = 50;

  private static final int LONGEST_METADATA = 1_000;

  private Instant firstArrival = Instant.MAX;
  private Instant lastArrival = Instant.MIN;
  private Instant start = Instant.MAX;
  private Instant end = Instant.MIN;
  private long spans;
  private long modelCalls;
  private long errors;
  private long promptTokens;
  private long completionTokens;
  private BigDecimal cost = BigDecimal.ZERO;
  private @Nullable Span root;
  private @Nullable String name;
  private @Nullable String customer;
  private @Nullable String group;
  private @Nullable String session;
  private @Nullable String thread;
  private @Nullable UUID key;
  private @Nullable String model;

  public void add(Span span) {
    firstArrival = earlier(firstArrival, span.arrival());
    lastArrival = later(lastArrival, span.arrival());
    start = earlier(start, span.timing().start());
    end = later(end, later(span.timing().end(), span.timing().start()));
    var usage = span.metering().usage();
    spans++;
    modelCalls += ModelCalls.include(span) ? 1 : 0;
    errors += span.result().status() == Span.Status.FAILED ? 1 : 0;
    promptTokens += usage.prompt();
    completionTokens += usage.completion();
    cost = cost.add(Optional.ofNullable(span.metering().cost().usd()).orElse(BigDecimal.ZERO));
    labels(span);
  }

  private void labels(Span span) {
    var first = root;
    var isRoot =
        isTop(span) && (first == null || span.timing().start().isBefore(first.timing().start()));
    if (isRoot) {
      root = span;
    }
    var tags = span.tags();
    name = pick(isRoot, name, ownName(span));
    customer = pick(isRoot, customer, tags.customerIdentifier());
    group = pick(isRoot, group, tags.groupIdentifier());
    session = pick(isRoot, session, tags.sessionIdentifier());
    thread = pick(isRoot, thread, tags.threadIdentifier());
    model = pick(false, model, span.called().model());
    key = key == null ? span.origin().keyId() : key;
  }

  private static boolean isTop(Span span) {
    var parent = span.place().parentId();
    return parent == null || parent.isEmpty();
  }

  /** A step in the middle names the workflow it is part of, not the whole. */
  private static @Nullable String ownName(Span span) {
    var workflow = span.place().workflowName();
    return workflow != null || !isTop(span) ? workflow : span.place().name();
  }

  private static @Nullable String pick(
      boolean newWins, @Nullable String there, @Nullable String own) {
    var text = own == null || own.isEmpty() ? null : own;
    if (there == null || (newWins && text != null)) {
      return text;
    }
    return there;
  }

  boolean isEmpty() {
    return spans == 0;
  }

  /** In the order of {@link TraceSums}' columns, after the key. */
  void bind(PreparedStatement statement, int from) throws SQLException {
    var i = from;
    statement.setObject(i++, firstArrival.atOffset(ZoneOffset.UTC));
    statement.setObject(i++, lastArrival.atOffset(ZoneOffset.UTC));
    statement.setObject(i++, start.atOffset(ZoneOffset.UTC));
    statement.setObject(i++, end.atOffset(ZoneOffset.UTC));
    statement.setLong(i++, spans);
    statement.setLong(i++, modelCalls);
    statement.setLong(i++, errors);
    statement.setLong(i++, promptTokens);
    statement.setLong(i++, completionTokens);
    statement.setBigDecimal(i++, cost);
    statement.setString(i++, root == null ? null : root.id());
    time(statement, i++, root == null ? null : root.arrival());
    time(statement, i++, root == null ? null : root.timing().start());
    statement.setString(i++, root == null ? null : root.place().spanId());
    statement.setString(i++, name);
    statement.setString(i++, customer);
    statement.setString(i++, group);
    statement.setString(i++, session);
    statement.setString(i++, thread);
    statement.setObject(i++, key, Types.OTHER);
    statement.setString(i++, model);
    statement.setString(i, metadata());
  }

  private static void time(PreparedStatement statement, int index, @Nullable Instant instant)
      throws SQLException {
    statement.setObject(
        index,
        instant == null ? null : instant.atOffset(ZoneOffset.UTC),
        Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private String metadata() {
    var object = JsonNodeFactory.instance.objectNode();
    if (root != null) {
      root.tags().metadata().entrySet().stream()
          .filter(member -> member.getValue().length() <= LONGEST_METADATA)
          .limit(MOST_METADATA)
          .forEach(member -> object.put(member.getKey(), member.getValue()));
    }
    return object.toString();
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }
}
