package dev.turnpike.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.gateway.TurnpikeServer;
import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL that is not the gateway's own: it can be stopped, started, and paused. */
final class OutsideServer implements AutoCloseable {
  private final Path folder;
  private final DatabaseRoad road;
  private volatile EmbeddedPostgres server;

  private OutsideServer(Path folder) throws Exception {
    this.folder = folder;
    this.server = EmbeddedPostgres.start(folder, TurnpikeServer.BINARIES);
    this.road = new DatabaseRoad(() -> port(server.address()));
  }

  static OutsideServer start(Path folder) throws Exception {
    return new OutsideServer(folder);
  }

  /** The value of {@code TURNPIKE_DATABASE_URL} that leads over the road. */
  String url() {
    var address = server.address();
    return "postgresql://%s:%s@127.0.0.1:%d/turnpike?sslmode=disable"
        .formatted(
            address.user(),
            URLEncoder.encode(address.password(), StandardCharsets.UTF_8),
            road.port());
  }

  DatabaseRoad road() {
    return road;
  }

  /** Past the road. */
  DatabaseAddress address() {
    return server.address();
  }

  void stop() {
    server.close();
  }

  void startAgain() throws Exception {
    server = EmbeddedPostgres.start(folder, TurnpikeServer.BINARIES);
  }

  void pause() throws Exception {
    signal("STOP", processes(folder));
  }

  void resume() throws Exception {
    signal("CONT", processes(folder));
  }

  /** A server with all its processes, by the folder of its data. */
  static List<ProcessHandle> processes(Path folder) throws Exception {
    var pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
    var postmaster = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
  }

  static void signal(String signal, List<ProcessHandle> processes) throws Exception {
    for (var process : processes) {
      var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
      // A process of the server may have ended by itself since they were listed.
      assertThat(kill.waitFor() == 0 || !process.isAlive()).isTrue();
    }
  }

  private static int port(DatabaseAddress address) {
    return Integer.parseInt(address.place().replaceAll(".*:(\\d+)/.*", "$1"));
  }

  @Override
  public void close() throws Exception {
    road.close();
    server.close();
  }
}
