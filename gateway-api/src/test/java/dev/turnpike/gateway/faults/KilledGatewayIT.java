package dev.turnpike.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.gateway.GatewayProcess;
import dev.turnpike.persistence.connection.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} under 200 calls a second: of the gateway again and again, then of the database it
 * brought itself. A caller who saw the end of a call finds its row, once.
 */
@Tag("database")
class KilledGatewayIT {
  private static final int CALLS_PER_SECOND = 200;
  private static final int KILLS = Integer.getInteger("turnpike.faults.kills", 4);

  @TempDir Path folder;

  @Test
  void losesAndDoublesNoCallThatEnded() throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var gateway = new AtomicReference<>(GatewayProcess.start(data, Map.of()));
    try (var traffic = new Traffic()) {
      traffic.configure(gateway.get().api());
      traffic.begin(() -> gateway.get().api(), CALLS_PER_SECOND);
      for (int kill = 0; kill < KILLS; kill++) {
        awaitMore(traffic, CALLS_PER_SECOND * 2);
        gateway.get().kill();
        gateway.set(GatewayProcess.start(data, Map.of()));
      }
      awaitMore(traffic, CALLS_PER_SECOND);
      int brokenByKills = traffic.ledger().broken().size();
      OutsideServer.signal("KILL", OutsideServer.processes(data.resolve("pg")).subList(0, 1));
      gateway.get().await(Pattern.compile("PostgreSQL runs again"));
      awaitMore(traffic, CALLS_PER_SECOND);
      traffic.hush();

      var ledger = traffic.ledger();
      assertThat(ledger.broken()).hasSize(brokenByKills);
      ledger.write(folder);
      var checked = new AtomicReference<>(new LedgerFiles.Checked(false, java.util.List.of()));
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(2))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                LedgerFiles.writeDatabase(folder, embedded(data.resolve("pg")));
                checked.set(LedgerFiles.check(folder));
                assertThat(checked.get().agree())
                    .as(() -> checked.get().findings() + "\n" + printed(gateway.get()))
                    .isTrue();
              });
      System.out.printf(
          "%s; %d kills, slowest call %d ms%n",
          checked.get().findings().getLast(), KILLS, traffic.slowest().toMillis());
    } finally {
      gateway.get().close();
    }
  }

  private static String printed(GatewayProcess gateway) {
    return String.join("\n", gateway.log());
  }

  /** Lets so many more calls end well. */
  private static void awaitMore(Traffic traffic, int calls) {
    int goal = traffic.ledger().ended() + calls;
    await().atMost(Duration.ofSeconds(60)).until(() -> traffic.ledger().ended() >= goal);
  }

  private static DatabaseAddress embedded(Path folder) throws Exception {
    var settings = Files.readString(folder.resolve("turnpike.conf"));
    var port = Integer.parseInt(settings.replaceAll("(?s).*\\nport = (\\d+)\\n.*", "$1"));
    var password = Files.readString(folder.resolve("turnpike.password")).strip();
    return DatabaseAddress.local(port, "turnpike", "turnpike", password);
  }
}
