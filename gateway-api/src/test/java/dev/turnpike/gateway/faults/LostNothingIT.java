package dev.turnpike.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.gateway.GatewayProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller who saw the end of a call finds its row, whatever happened in between. */
@Tag("database")
class LostNothingIT {
  @TempDir Path data;

  @Test
  void keepsEveryFinishedCallWhenKilledUnderTraffic() throws Exception {
    try (var traffic = new Traffic()) {
      try (var gateway = GatewayProcess.start(data, Map.of())) {
        traffic.configure(gateway.api());
        traffic.begin(gateway.api(), 8);
        await().atMost(Duration.ofSeconds(60)).until(() -> traffic.finished().size() > 300);
        gateway.kill();
        traffic.hush();
      }

      try (var gateway = GatewayProcess.start(data, Map.of())) {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> assertThat(traffic.missing(gateway.api(), traffic.finished())).isEmpty());
        // The provider, the model and the key are there too.
        assertThat(traffic.call(gateway.api(), false)).isEqualTo(200);
        assertThat(traffic.call(gateway.api(), true)).isEqualTo(200);
      }
    }
  }

  @Test
  void answersAndKeepsItsRowsWhileTheDatabaseStandsStill() throws Exception {
    try (var traffic = new Traffic();
        var gateway = GatewayProcess.start(data, Map.of())) {
      traffic.configure(gateway.api());
      assertThat(traffic.call(gateway.api(), false)).isEqualTo(200);
      var database = database();

      signal("STOP", database);
      var stoppedAt = Instant.now();
      try {
        for (int i = 0; i < 100; i++) {
          var asked = Instant.now();
          assertThat(traffic.call(gateway.api(), i % 2 == 1)).isEqualTo(200);
          assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(traffic.finished()).hasSize(101);
        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> Duration.between(stoppedAt, Instant.now()).toSeconds() >= 30);
      } finally {
        signal("CONT", database);
      }

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(traffic.missing(gateway.api(), traffic.finished())).isEmpty());
    }
  }

  /** The embedded server and all its processes. */
  private List<ProcessHandle> database() throws IOException {
    var pid = Long.parseLong(Files.readAllLines(data.resolve("pg/postmaster.pid")).getFirst());
    var postmaster = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  private static void signal(String signal, List<ProcessHandle> processes) throws Exception {
    for (var process : processes) {
      var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      assertThat(kill.waitFor()).isZero();
    }
  }
}
