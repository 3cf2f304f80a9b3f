package dev.turnpike.gateway.start;

import dev.turnpike.gateway.egress.EgressSettings;
import dev.turnpike.gateway.mcp.McpHosts;
import dev.turnpike.gateway.relay.RelaySettings;
import dev.turnpike.gateway.telemetry.TelemetrySettings;
import dev.turnpike.persistence.connection.DatabaseAddress;
import dev.turnpike.persistence.retention.RetentionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings, checked. {@link #toString} shows no secret.
 *
 * @param dataDirectory absolute
 * @param database absent: the embedded one
 * @param masterKeys the current one first; empty: the one in the data directory
 * @param apiKey the first API key, with all rights
 * @param owner who may sign in when nobody can yet
 * @param shutdownTimeout how long running calls may take to end
 * @param logLevel of the whole application
 * @param retention how long logs and their sums are kept
 * @param telemetry where own spans go; absent: nowhere
 * @param spoolSyncedAlways whether log rows are forced to disk one by one, not in batches
 * @param spoolMemory directory of shared memory where log rows are safe from a kill; absent: none
 */
public record Settings(
    String host,
    int port,
    String managementHost,
    int managementPort,
    Path dataDirectory,
    @Nullable DatabaseAddress database,
    List<String> masterKeys,
    @Nullable String apiKey,
    @Nullable FirstOwner owner,
    Duration shutdownTimeout,
    String logLevel,
    RelaySettings relay,
    EgressSettings egress,
    boolean spoolSyncedAlways,
    @Nullable Path spoolMemory,
    RetentionSettings retention,
    @Nullable TelemetrySettings telemetry,
    McpHosts mcpHosts) {

  public Settings {
    masterKeys = List.copyOf(masterKeys);
  }

  /** Who owns a gateway that has no members yet. */
  public record FirstOwner(String email, String password) {
    @Override
    public String toString() {
      return "FirstOwner[" + email + "]";
    }
  }

  /**
   * Reads and checks them all.
   *
   * @param source value of an environment variable; null or blank when not set
   * @throws StartFailure naming the first setting that is wrong; secrets are not shown
   */
  static Settings read(UnaryOperator<@Nullable String> source) {
    var values = new SettingValues(source);
    return new Settings(
        values.host(Setting.HOST),
        values.port(Setting.PORT, 8080),
        values.host(Setting.MANAGEMENT_HOST),
        values.port(Setting.MANAGEMENT_PORT, 9000),
        values.dataDirectory(),
        values.database(),
        values.masterKeys(),
        values.apiKey(),
        values.owner(),
        values.shutdownTimeout(),
        values.logLevel(),
        values.relay(),
        values.egress(),
        values.spoolSyncedAlways(),
        values.spoolMemory(),
        values.retention(),
        new TelemetryVariables(source).read(),
        values.mcpHosts());
  }

  @Override
  public String toString() {
    return "Settings[%s:%d, %s]".formatted(host, port, dataDirectory);
  }
}
