package dev.turnpike.gateway.start;

import dev.turnpike.core.access.PasswordHasher;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.gateway.egress.EgressSettings;
import dev.turnpike.gateway.relay.RelaySettings;
import dev.turnpike.gateway.secrets.Argon2PasswordHasher;
import dev.turnpike.gateway.secrets.GcmVault;
import dev.turnpike.ingest.spool.SpoolSettings;
import dev.turnpike.persistence.retention.RetentionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.eclipse.microprofile.config.Config;

/** Hands what the start found out to the application's beans. */
@ApplicationScoped
class Wiring {

  @Produces
  @Singleton
  Settings settings(Config config) {
    // The raw value: a password may hold what looks like a reference to another setting.
    return Settings.read(name -> config.getConfigValue(name).getRawValue());
  }

  @Produces
  @Singleton
  DataDirectory dataDirectory(Settings settings) {
    var data = new DataDirectory(settings.dataDirectory());
    data.prepare();
    return data;
  }

  @Produces
  @Singleton
  SpoolSettings spool(DataDirectory data, Settings settings) {
    var usual = SpoolSettings.in(data.spool());
    return settings.spoolSyncedAlways() ? usual.syncedAlways() : usual;
  }

  @Produces
  @Singleton
  RelaySettings relay(Settings settings) {
    return settings.relay();
  }

  @Produces
  @Singleton
  EgressSettings egress(Settings settings) {
    return settings.egress();
  }

  /** How long logs and their sums are kept, in days; 0 is for ever. */
  @Produces
  @Singleton
  RetentionSettings retention(
      @ConfigProperty(name = "TURNPIKE_LOG_RETENTION_DAYS", defaultValue = "90") String facts,
      @ConfigProperty(name = "TURNPIKE_LOG_BODY_RETENTION_DAYS", defaultValue = "30") String bodies,
      @ConfigProperty(name = "TURNPIKE_ROLLUP_MINUTE_DAYS", defaultValue = "7") String minutes,
      @ConfigProperty(name = "TURNPIKE_ROLLUP_HOUR_DAYS", defaultValue = "400") String hours) {
    return new RetentionSettings(
        days("TURNPIKE_LOG_RETENTION_DAYS", facts),
        days("TURNPIKE_LOG_BODY_RETENTION_DAYS", bodies),
        days("TURNPIKE_ROLLUP_MINUTE_DAYS", minutes),
        days("TURNPIKE_ROLLUP_HOUR_DAYS", hours));
  }

  private static int days(String setting, String text) {
    if (!text.strip().matches("[0-9]{1,5}")) {
      throw new StartFailure(
          setting + " must be a number of days (0: for ever), and is '" + text + "'");
    }
    return Integer.parseInt(text.strip());
  }

  @Produces
  @Singleton
  SecretVault vault(Settings settings, DataDirectory data) {
    var keys = MasterKeyFile.keys(settings.masterKeys(), data.masterKey());
    return new GcmVault(keys, new SecureRandom());
  }

  @Produces
  @Singleton
  PasswordHasher passwords() {
    return new Argon2PasswordHasher(new SecureRandom());
  }
}
