package dev.turnpike.persistence.span;

import dev.turnpike.core.span.Span;
import dev.turnpike.persistence.sum.KeySums;
import dev.turnpike.persistence.sum.ThreadSums;
import dev.turnpike.persistence.sum.TraceKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes a gateway call's own row and the client's span of it one row, whichever comes first: the
 * client says where in a trace the call stands, the gateway what it cost. A span whose gateway call
 * never comes stays a row of its own, so that nothing is lost by a wrong id.
 *
 * <p>For one transaction. Replicas may bring the two at once; see {@link #present}.
 */
final class GatewayLinks {
  private static final String AWAIT =
      """
      insert into awaited_call (organization_id, log_id, span_id, span_arrival)
      values (?, ?, ?, ?) on conflict do nothing
      """;

  // By the primary key of a table that is empty most of the time.
  private static final String AWAITED =
      """
      delete from awaited_call a
      using unnest(?::uuid[], ?::text[]) as came (organization_id, log_id)
      where a.organization_id = came.organization_id and a.log_id = came.log_id
      returning a.organization_id, a.log_id, a.span_id, a.span_arrival
      """;

  private static final String CLAIM =
      """
      insert into span_identity (organization_id, id, arrival) values (?, ?, ?)
      on conflict do nothing
      """;

  private static final String RELEASE =
      "delete from span_identity where organization_id = ? and id = ?";

  private final Connection connection;
  private final SpanRow rows;
  private final Set<TraceKey> recount = new TreeSet<>();

  GatewayLinks(Connection connection) {
    this.connection = connection;
    this.rows = new SpanRow(connection);
  }

  /** Gateway calls that were just inserted take in the clients' spans that waited for them. */
  void adopt(List<Span> inserted) throws SQLException {
    var calls = inserted.stream().filter(KeySums::isGatewayCall).toList();
    if (calls.isEmpty()) {
      return;
    }
    for (var found : awaited(calls)) {
      var call =
          calls.stream()
              .filter(one -> one.organization().value().equals(found.organization()))
              .filter(one -> one.id().equals(found.logId()))
              .findFirst();
      var client = rows.find(found.organization(), found.arrival(), found.spanId());
      if (call.isPresent() && client.isPresent() && sameEnvironment(call.get(), client.get())) {
        rows.delete(found.organization(), found.arrival(), found.spanId());
        TraceKey.of(client.get()).ifPresent(recount::add);
        merge(call.get(), client.get());
      }
    }
    recount();
  }

  /**
   * Clients' spans that are new go into the rows of their gateway calls.
   *
   * @return those whose call is not there, or is another span's already: rows of their own
   */
  List<Span> settle(List<Span> linked) throws SQLException {
    var own = new ArrayList<Span>();
    for (var span : linked) {
      var logId = span.gatewayLogId().orElseThrow();
      var arrival = present(span, logId);
      if (arrival.isEmpty()) {
        await(span, logId);
        own.add(span);
        continue;
      }
      var call = rows.find(span.organization().value(), arrival.get(), logId);
      if (call.isPresent()
          && KeySums.isGatewayCall(call.get())
          && !call.get().extra().containsKey(MergedSpan.CLIENT_SPAN)
          && sameEnvironment(call.get(), span)) {
        merge(call.get(), span);
        TraceKey.of(span).ifPresent(recount::add);
      } else {
        own.add(span);
      }
    }
    recount();
    return own;
  }

  /**
   * When the call was stored; empty when it is not. Another replica may be storing it right now: to
   * claim its id waits until that has ended, and keeps it waiting until we have, so that one of the
   * two always sees the other.
   */
  private Optional<Instant> present(Span span, String logId) throws SQLException {
    try (var claim = connection.prepareStatement(CLAIM)) {
      claim.setObject(1, span.organization().value());
      claim.setString(2, logId);
      claim.setObject(3, SpanColumns.at(span.arrival()));
      if (claim.executeUpdate() == 0) {
        return SpanIdentities.find(connection, span.organization(), logId)
            .map(identity -> identity.arrival());
      }
    }
    try (var release = connection.prepareStatement(RELEASE)) {
      release.setObject(1, span.organization().value());
      release.setString(2, logId);
      release.executeUpdate();
    }
    return Optional.empty();
  }

  private void await(Span span, String logId) throws SQLException {
    try (var statement = connection.prepareStatement(AWAIT)) {
      statement.setObject(1, span.organization().value());
      statement.setString(2, logId);
      statement.setString(3, span.id());
      statement.setObject(4, SpanColumns.at(span.arrival()));
      statement.executeUpdate();
    }
  }

  private record Awaited(UUID organization, String logId, String spanId, Instant arrival) {}

  private List<Awaited> awaited(List<Span> calls) throws SQLException {
    var found = new ArrayList<Awaited>();
    try (var statement = connection.prepareStatement(AWAITED)) {
      var organizations = calls.stream().map(c -> c.organization().value()).toArray();
      statement.setArray(1, connection.createArrayOf("uuid", organizations));
      var ids = calls.stream().map(Span::id).toArray();
      statement.setArray(2, connection.createArrayOf("text", ids));
      try (var answer = statement.executeQuery()) {
        while (answer.next()) {
          found.add(
              new Awaited(
                  answer.getObject(1, UUID.class),
                  answer.getString(2),
                  answer.getString(3),
                  answer.getObject(4, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return found;
  }

  private static boolean sameEnvironment(Span call, Span client) {
    return call.origin().environment() == client.origin().environment();
  }

  private void merge(Span call, Span client) throws SQLException {
    var merged = MergedSpan.of(call, client);
    rows.update(merged);
    TraceKey.of(call).ifPresent(recount::add);
    if (call.tags().threadIdentifier() == null) {
      ThreadSums.move(connection, List.of(merged));
    }
  }

  private void recount() throws SQLException {
    for (var key : new HashSet<>(recount)) {
      rows.recount(key);
    }
    recount.clear();
  }
}
