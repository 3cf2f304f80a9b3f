package dev.turnpike.persistence.change;

import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.catalog.TestVault;
import dev.turnpike.core.snapshot.ConfigurationStore;
import dev.turnpike.core.snapshot.LiveSnapshot;
import dev.turnpike.core.snapshot.SealedSnapshotCopy;
import dev.turnpike.persistence.retention.RetentionSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the application hands to the stores. */
class ConfigurationBeans {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  SecretVault vault() {
    return new TestVault();
  }

  @Produces
  @Singleton
  LiveSnapshot snapshot(
      ConfigurationStore store,
      SecretVault vault,
      Clock clock,
      @ConfigProperty(name = "test.snapshot") String folder) {
    return new LiveSnapshot(store, new SealedSnapshotCopy(Path.of(folder), vault), vault, clock);
  }

  @Produces
  @Singleton
  RetentionSettings retention() {
    return RetentionSettings.USUAL;
  }
}
