package dev.turnpike.gateway.logs;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.core.span.SpanQuery;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The whole pipeline on a database whose processes are stopped in the middle of it. */
@Tag("database")
@DisabledOnOs(OS.WINDOWS)
class PausedDatabaseTest {
  private static final int CALLS = 100;

  @TempDir Path folder;

  @Test
  void losesAndDoublesNothingWhileTheDatabaseStandsStill() throws Exception {
    var data = folder.resolve("pg");
    try (var server = EmbeddedPostgres.start(data, TurnpikeServer.BINARIES)) {
      var store = new JdbcSpanStore(migrated(server));
      var codec = new SpanCodec();
      var counters = new SpoolCounters();
      var spool =
          Spool.open(
              SpoolSettings.in(folder.resolve("spool")), codec, SpanProtection.NONE, counters);
      var quarantine = new Quarantine(spool.directory(), codec);
      var shipper =
          new Shipper(
              spool,
              codec,
              store,
              UnaryOperator.identity(),
              quarantine,
              counters,
              InstantSource.system(),
              new Random(7));
      shipper.start();
      try {
        send(spool);
        signal(data, "STOP");
        try {
          assertThat(send(spool)).isLessThan(Duration.ofSeconds(5));
          assertThat(spool.backlog().awaitStored(Duration.ofSeconds(3))).isFalse();
        } finally {
          signal(data, "CONT");
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> spool.backlog().size().spans() == 0);

        assertThat(store.find(SpanQuery.newest(ORGANIZATION, 1_000))).hasSize(2 * CALLS);
        assertThat(store.summary(SpanQuery.newest(ORGANIZATION, 1)).requests())
            .isEqualTo(2L * CALLS);
        assertThat(counters.lost()).isZero();
      } finally {
        spool.close();
        shipper.finish(Duration.ofSeconds(5));
      }
    }
  }

  /** How long the last receipt took; each must be given, and be positive. */
  private static Duration send(Spool spool) throws Exception {
    var start = System.nanoTime();
    var receipts = new CountDownLatch(CALLS);
    var lost = new AtomicInteger();
    for (var i = 0; i < CALLS; i++) {
      spool.accept(
          aSpan().build(),
          durable -> {
            lost.addAndGet(durable ? 0 : 1);
            receipts.countDown();
          });
    }
    assertThat(receipts.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(lost).hasValue(0);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static PGSimpleDataSource migrated(EmbeddedPostgres server) {
    var source = new PGSimpleDataSource();
    source.setUrl(server.address().jdbcUrl());
    source.setUser(server.address().user());
    source.setPassword(server.address().password());
    Flyway.configure().dataSource(source).load().migrate();
    return source;
  }

  /** To the postmaster and every process it has started. */
  private static void signal(Path data, String signal) throws Exception {
    var pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    var postmaster = ProcessHandle.of(pid).orElseThrow();
    var pids =
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
            .map(process -> String.valueOf(process.pid()))
            .toList();
    var command = Stream.concat(Stream.of("kill", "-" + signal), pids.stream()).toList();
    // Its exit code says whether all of them still lived: some serve one query and go.
    new ProcessBuilder(command).start().waitFor();
  }
}
