package dev.turnpike.persistence.span;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanStore.Identity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table that makes a span's id unique and says where the span is. */
final class SpanIdentities {
  // Ids of one statement conflict with one another too: the first of them wins.
  private static final String CLAIM =
      """
      insert into span_identity (organization_id, id, arrival, body_hash)
      select * from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::bytea[])
      on conflict do nothing
      returning organization_id, id
      """;

  // By the primary key.
  private static final String HASHES =
      """
      select i.organization_id, i.id, encode(i.body_hash, 'hex')
      from span_identity i
      join unnest(?::uuid[], ?::text[]) as asked (organization_id, id) using (organization_id, id)
      """;

  // By the primary key.
  private static final String FIND =
      """
      select arrival, encode(body_hash, 'hex') from span_identity
      where organization_id = ? and id = ? limit 1
      """;

  private SpanIdentities() {}

  /** A span's key across organizations. */
  private record Key(UUID organization, String id) {
    static Key of(Span span) {
      return new Key(span.organization().value(), span.id());
    }
  }

  /** Spans of the batch that are new, and those whose id another body holds. */
  record Claimed(List<Span> fresh, List<Span> clashes) {}

  /** Claims the ids of the batch; those claimed earlier are compared by body hash. */
  static Claimed claim(Connection connection, List<Span> batch) throws SQLException {
    var first = new LinkedHashMap<Key, Span>();
    batch.forEach(span -> first.putIfAbsent(Key.of(span), span));
    var candidates = List.copyOf(first.values());
    var won = insert(connection, candidates);
    var fresh = candidates.stream().filter(span -> won.contains(Key.of(span))).toList();
    var clashes =
        won.size() == batch.size() ? List.<Span>of() : clashes(connection, batch, first, won);
    return new Claimed(fresh, clashes);
  }

  private static HashSet<Key> insert(Connection connection, List<Span> spans) throws SQLException {
    var won = new HashSet<Key>();
    try (var statement = connection.prepareStatement(CLAIM)) {
      statement.setArray(1, connection.createArrayOf("uuid", organizations(spans)));
      statement.setArray(2, connection.createArrayOf("text", ids(spans)));
      var arrivals = spans.stream().map(s -> SpanColumns.at(s.arrival()).toString()).toArray();
      statement.setArray(3, connection.createArrayOf("text", arrivals));
      statement.setArray(4, connection.createArrayOf("text", hashes(spans)));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          won.add(new Key(rows.getObject(1, UUID.class), rows.getString(2)));
        }
      }
    }
    return won;
  }

  private static Object[] organizations(List<Span> spans) {
    return spans.stream().map(s -> s.organization().value()).toArray();
  }

  private static Object[] ids(List<Span> spans) {
    return spans.stream().map(Span::id).toArray();
  }

  /** As bytea in its hex form. */
  private static Object[] hashes(List<Span> spans) {
    return spans.stream()
        .map(s -> s.origin().bodyHash())
        .map(hash -> hash == null ? null : "\\x" + hash)
        .toArray();
  }

  private static List<Span> clashes(
      Connection connection, List<Span> batch, Map<Key, Span> first, HashSet<Key> won)
      throws SQLException {
    var repeated =
        batch.stream()
            .filter(span -> !won.contains(Key.of(span)) || first.get(Key.of(span)) != span)
            .toList();
    var stored = storedHashes(connection, repeated);
    var clashes = new ArrayList<Span>();
    for (var span : repeated) {
      var own = Optional.ofNullable(span.origin().bodyHash());
      var known = stored.getOrDefault(Key.of(span), Optional.empty());
      // A span without a hash is a gateway call under an id of our own: always the same one again.
      if (own.isPresent() && !own.equals(known)) {
        clashes.add(span);
      }
    }
    return clashes;
  }

  private static Map<Key, Optional<String>> storedHashes(Connection connection, List<Span> spans)
      throws SQLException {
    var hashes = new HashMap<Key, Optional<String>>();
    try (var statement = connection.prepareStatement(HASHES)) {
      statement.setArray(1, connection.createArrayOf("uuid", organizations(spans)));
      statement.setArray(2, connection.createArrayOf("text", ids(spans)));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          hashes.put(
              new Key(rows.getObject(1, UUID.class), rows.getString(2)),
              Optional.ofNullable(rows.getString(3)));
        }
      }
    }
    return hashes;
  }

  static Optional<Identity> find(Connection connection, OrganizationId organization, String id)
      throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, organization.value());
      statement.setString(2, id);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Identity(
                    rows.getObject(1, OffsetDateTime.class).toInstant(),
                    Optional.ofNullable(rows.getString(2))))
            : Optional.empty();
      }
    }
  }
}
