package dev.turnpike.persistence.span;

import dev.turnpike.core.span.Span;
import dev.turnpike.persistence.sum.TraceKey;
import dev.turnpike.persistence.sum.TraceSum;
import dev.turnpike.persistence.sum.TraceSums;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Single rows of {@code span} and what hangs on them, within a transaction. */
final class SpanRow {
  /** Rows fetched at once; a trace may have many. */
  private static final int FETCHED = 1_000;

  // By the primary key. Nobody else may change the row until we have.
  private static final String FIND =
      "select "
          + SpanColumns.SELECTED
          + " from span s where s.organization_id = ? and s.arrival = ? and s.id = ? for update";

  private static final String UPDATE =
      """
      update span set trace_id = ?, span_id = ?, parent_id = ?, span_name = ?, workflow_name = ?,
        span_path = ?, thread_identifier = ?, group_identifier = ?, session_identifier = ?,
        custom_identifier = ?, evaluation_identifier = ?, metadata = ?::jsonb,
        properties = ?::jsonb, extra = ?::jsonb
      where organization_id = ? and arrival = ? and id = ?
      """;

  private static final String DELETE =
      "delete from span where organization_id = ? and arrival = ? and id = ?";

  private static final String DELETE_BODY =
      "delete from span_body where organization_id = ? and arrival = ? and id = ?";

  // By span_by_trace.
  private static final String OF_TRACE =
      "select "
          + SpanColumns.SELECTED
          + """
           from span s
          where s.organization_id = ? and s.environment = ? and s.trace_id = ? order by s.arrival
          """;

  private final Connection connection;

  SpanRow(Connection connection) {
    this.connection = connection;
  }

  /** Without bodies; locked until the transaction ends. */
  Optional<Span> find(UUID organization, Instant arrival, String id) throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      key(statement, 1, organization, arrival, id);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(SpanRows.span(rows)) : Optional.empty();
      }
    }
  }

  /** Writes its place, tags and extra. */
  void update(Span span) throws SQLException {
    try (var statement = connection.prepareStatement(UPDATE)) {
      var place = span.place();
      var tags = span.tags();
      statement.setString(1, place.traceId());
      statement.setString(2, place.spanId());
      statement.setString(3, place.parentId());
      statement.setString(4, place.name());
      statement.setString(5, place.workflowName());
      statement.setString(6, place.path());
      statement.setString(7, tags.threadIdentifier());
      statement.setString(8, tags.groupIdentifier());
      statement.setString(9, tags.sessionIdentifier());
      statement.setString(10, tags.customIdentifier());
      statement.setString(11, tags.evaluationIdentifier());
      statement.setString(12, SpanJson.text(tags.metadata()));
      statement.setString(13, SpanJson.text(tags.properties()));
      statement.setString(14, SpanJson.text(span.extra()));
      key(statement, 15, span.organization().value(), span.arrival(), span.id());
      statement.executeUpdate();
    }
  }

  /** Its facts and bodies; the identity stays. False when there was none. */
  boolean delete(UUID organization, Instant arrival, String id) throws SQLException {
    try (var body = connection.prepareStatement(DELETE_BODY);
        var facts = connection.prepareStatement(DELETE)) {
      key(body, 1, organization, arrival, id);
      body.executeUpdate();
      key(facts, 1, organization, arrival, id);
      return facts.executeUpdate() > 0;
    }
  }

  private static void key(
      PreparedStatement statement, int from, UUID organization, Instant arrival, String id)
      throws SQLException {
    statement.setObject(from, organization);
    statement.setObject(from + 1, SpanColumns.at(arrival));
    statement.setString(from + 2, id);
  }

  /** Sums a trace up anew, after one of its spans went or changed. */
  void recount(TraceKey key) throws SQLException {
    TraceSums.lock(connection, key);
    var sum = new TraceSum();
    try (var statement = connection.prepareStatement(OF_TRACE)) {
      statement.setFetchSize(FETCHED);
      statement.setObject(1, key.organization());
      statement.setString(2, key.environment());
      statement.setString(3, key.traceId());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          sum.add(SpanRows.span(rows));
        }
      }
    }
    TraceSums.replace(connection, key, sum);
  }
}
