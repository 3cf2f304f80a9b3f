package dev.turnpike.gateway.logs;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.usage.Usage;
import dev.turnpike.gateway.TurnpikeServer;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.quarantine.Quarantine;
import dev.turnpike.ingest.ship.Shipper;
import dev.turnpike.ingest.spool.SpanProtection;
import dev.turnpike.ingest.spool.Spool;
import dev.turnpike.ingest.spool.SpoolCounters;
import dev.turnpike.ingest.spool.SpoolSettings;
import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import dev.turnpike.persistence.span.JdbcSpanStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A gateway call and the client's span of it, through the spool in either order, are one row. */
@Tag("database")
class LinkedCallsTest {
  @TempDir Path folder;

  @Test
  void becomeOneRowWhicheverIsShippedFirst() throws Exception {
    try (var server = EmbeddedPostgres.start(folder.resolve("pg"), TurnpikeServer.BINARIES)) {
      var store = new JdbcSpanStore(migrated(server));
      var codec = new SpanCodec();
      var counters = new SpoolCounters();
      var spool =
          Spool.open(
              SpoolSettings.in(folder.resolve("spool")), codec, SpanProtection.NONE, counters);
      var shipper =
          new Shipper(
              spool,
              codec,
              store,
              UnaryOperator.identity(),
              new Quarantine(spool.directory(), codec),
              counters,
              InstantSource.system(),
              new Random(7));
      shipper.start();
      try {
        ship(spool, aSpan().id("call-1").cost("0.500000000000").build());
        ship(spool, view("call-1"));
        ship(spool, view("call-2"));
        ship(spool, aSpan().id("call-2").cost("0.500000000000").build());

        var rows = store.find(SpanQuery.newest(ORGANIZATION, 10));

        assertThat(rows).extracting(Span::id).containsExactlyInAnyOrder("call-1", "call-2");
        assertThat(rows)
            .allSatisfy(
                row -> {
                  assertThat(row.place().traceId()).isEqualTo("trace");
                  assertThat(row.place().spanId()).isEqualTo("span-of-" + row.id());
                  assertThat(row.metering().cost().usd()).isEqualByComparingTo("0.5");
                });
      } finally {
        spool.close();
        shipper.finish(Duration.ofSeconds(5));
      }
    }
  }

  private static Span view(String call) {
    return aSpan()
        .id("view-of-" + call)
        .traced("chat")
        .usage(Usage.NONE)
        .cost("0")
        .place("trace", "span-of-" + call, null)
        .extra(Span.GATEWAY_LOG_ID, TextNode.valueOf(call))
        .build();
  }

  /** In a batch of its own. */
  private static void ship(Spool spool, Span span) throws Exception {
    var durable = new CompletableFuture<Boolean>();
    spool.accept(span, durable::complete);
    assertThat(durable.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(spool.backlog().awaitStored(Duration.ofSeconds(20))).isTrue();
  }

  private static PGSimpleDataSource migrated(EmbeddedPostgres server) {
    var source = new PGSimpleDataSource();
    source.setUrl(server.address().jdbcUrl());
    source.setUser(server.address().user());
    source.setPassword(server.address().password());
    Flyway.configure().dataSource(source).load().migrate();
    return source;
  }
}
