package dev.turnpike.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.gateway.GatewayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 calls a second while the database is stopped, paused, and cut off between a commit and its
 * answer. No call fails, and three ledgers agree afterwards.
 */
@Tag("database")
class DatabaseFaultsIT {
  private static final int CALLS_PER_SECOND = 200;

  /** Seconds; the long profile stops the database for longer. */
  private static final int OUTAGE = Integer.getInteger("turnpike.faults.outage", 20);

  /** A server that hangs is noticed within seconds; waiting longer shows nothing more. */
  private static final int PAUSE = Math.min(OUTAGE / 2, 60);

  @TempDir Path folder;

  @Test
  void losesAndDoublesNoCallWhateverTheDatabaseDoes() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    try (var server = OutsideServer.start(folder.resolve("pg"));
        var traffic = new Traffic();
        var gateway = GatewayProcess.start(data, Map.of("TURNPIKE_DATABASE_URL", server.url()))) {
      traffic.configure(gateway.api());
      traffic.begin(gateway::api, CALLS_PER_SECOND);
      pass(traffic, 2);

      server.stop();
      pass(traffic, OUTAGE);
      var stopped = Waiting.read(traffic, gateway);
      server.startAgain();
      var afterStop = drain(traffic, gateway);
      server.pause();
      pass(traffic, PAUSE);
      var paused = Waiting.read(traffic, gateway);
      server.resume();
      var afterPause = drain(traffic, gateway);
      server.road().cutEvery(2);
      pass(traffic, 8);
      server.road().cutEvery(0);
      pass(traffic, 2);
      traffic.hush();

      var ledger = traffic.ledger();
      assertThat(ledger.broken()).isEmpty();
      assertThat(traffic.slowest()).isLessThan(Duration.ofSeconds(10));
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> LedgerFiles.rows(server.address()) >= ledger.ended());
      // Batches that were committed without our knowing were sent again.
      assertThat(server.road().cuts()).isPositive();
      assertThat(repeated(traffic, gateway)).isPositive();
      gateway.stop();
      LedgerFiles.writeDatabase(folder, server.address());
      ledger.write(folder);
      var checked = LedgerFiles.check(folder);
      System.out.printf(
          "%s; database away for %d s: %s waited, drained in %d s; paused for %d s: %s, %d s;"
              + " %d commits cut off; slowest call %d ms%n",
          checked.findings().getLast(),
          OUTAGE,
          stopped,
          afterStop.toSeconds(),
          PAUSE,
          paused,
          afterPause.toSeconds(),
          server.road().cuts(),
          traffic.slowest().toMillis());
      assertThat(checked.agree()).as("%s", checked.findings()).isTrue();
    }
  }

  /** Lets so many seconds of calls begin. */
  private static void pass(Traffic traffic, int seconds) {
    int goal = traffic.ledger().begun() + seconds * CALLS_PER_SECOND;
    await()
        .atMost(Duration.ofSeconds(seconds * 2L + 30))
        .until(() -> traffic.ledger().begun() >= goal);
  }

  /** What the spool holds. */
  private record Waiting(long spans, long bytes) {
    static Waiting read(Traffic traffic, GatewayProcess gateway) throws Exception {
      return new Waiting(
          (long) metric(traffic, gateway, "turnpike_spool_waiting_spans"),
          (long) metric(traffic, gateway, "turnpike_spool_waiting_bytes"));
    }

    @Override
    public String toString() {
      return "%d logs in %.1f MB".formatted(spans, bytes / 1e6);
    }
  }

  /** Awaits that all but the newest calls are stored, while others go on; how long it took. */
  private static Duration drain(Traffic traffic, GatewayProcess gateway) {
    long began = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(60 + 3L * OUTAGE))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Waiting.read(traffic, gateway).spans() < 5 * CALLS_PER_SECOND);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static double repeated(Traffic traffic, GatewayProcess gateway) throws Exception {
    return metric(traffic, gateway, "turnpike_spool_repeated_spans_total");
  }

  private static double metric(Traffic traffic, GatewayProcess gateway, String name)
      throws Exception {
    return traffic.metrics(gateway.management(), name).values().iterator().next();
  }
}
