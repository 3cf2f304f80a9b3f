package dev.turnpike.ingest.pipeline;

import dev.turnpike.ingest.spool.SpoolSettings;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of the spool, from the environment. */
final class SpoolSetting {
  /**
   * The spool lies in the data directory.
   *
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  @Produces
  @Singleton
  @DefaultBean
  SpoolSettings settings(
      @ConfigProperty(name = "TURNPIKE_DATA_DIR", defaultValue = "~/.turnpike")
          String dataDirectory,
      @ConfigProperty(name = "TURNPIKE_SPOOL_SYNC", defaultValue = "batched") String sync) {
    var home = System.getProperty("user.home", "");
    var root = dataDirectory.startsWith("~/") ? home + dataDirectory.substring(1) : dataDirectory;
    var usual = SpoolSettings.in(Path.of(root).toAbsolutePath().resolve("spool"));
    return switch (sync.strip().toLowerCase(Locale.ROOT)) {
      case "batched", "" -> usual;
      case "always" ->
          new SpoolSettings(
              usual.directory(),
              usual.queueBytes(),
              usual.segmentBytes(),
              usual.diskBytes(),
              true,
              usual.syncAfter(),
              usual.syncBytes());
      default ->
          throw new IllegalArgumentException(
              "TURNPIKE_SPOOL_SYNC must be batched or always, and is '" + sync + "'");
    };
  }
}
