package dev.turnpike.gateway.start;

import dev.turnpike.core.access.PasswordHasher;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.integration.EnvironmentCredentials;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.gateway.egress.EgressSettings;
import dev.turnpike.gateway.mcp.McpHosts;
import dev.turnpike.gateway.relay.RelaySettings;
import dev.turnpike.gateway.secrets.Argon2PasswordHasher;
import dev.turnpike.gateway.secrets.GcmVault;
import dev.turnpike.gateway.telemetry.Telemetry;
import dev.turnpike.ingest.spool.SpoolSettings;
import dev.turnpike.persistence.retention.RetentionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Hands what the start found out to the application's beans. */
@ApplicationScoped
class Wiring {
  private static final Logger LOG = Logger.getLogger(Wiring.class);

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
    if (settings.spoolSyncedAlways()) {
      return usual.syncedAlways();
    }
    var memory = settings.spoolMemory();
    // The first process of a container takes the container's shared memory with it when it ends.
    boolean first = ProcessHandle.current().pid() == 1;
    return memory == null || first ? usual : usual.sharing(memory);
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

  @Produces
  @Singleton
  McpHosts mcpHosts(Settings settings) {
    return settings.mcpHosts();
  }

  /** Empty without a collector. */
  @Produces
  @Singleton
  Telemetry telemetry(Settings settings) {
    return new Telemetry(settings.telemetry());
  }

  @Produces
  @Singleton
  RetentionSettings retention(Settings settings) {
    return settings.retention();
  }

  @Produces
  @Singleton
  SecretVault vault(Settings settings, DataDirectory data) {
    var keys = MasterKeyFile.keys(settings.masterKeys(), data.masterKey());
    return new GcmVault(keys, new SecureRandom());
  }

  /** TURNPIKE_PROVIDER_KEYS_FROM_ENV=true: OPENAI_API_KEY and the like are used, too. */
  @Produces
  @Singleton
  EnvironmentCredentials environment(
      @ConfigProperty(name = "TURNPIKE_PROVIDER_KEYS_FROM_ENV", defaultValue = "false")
          String wanted) {
    return switch (wanted.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> {
        var found = EnvironmentCredentials.read(BuiltInProviders.table(), System::getenv);
        LOG.infof("Provider keys taken from the environment: %s", found.variables());
        yield found;
      }
      case "false", "" -> EnvironmentCredentials.NONE;
      default ->
          throw new StartFailure(
              "TURNPIKE_PROVIDER_KEYS_FROM_ENV must be true or false: '" + wanted + "'");
    };
  }

  @Produces
  @Singleton
  PasswordHasher passwords() {
    return new Argon2PasswordHasher(new SecureRandom());
  }
}
