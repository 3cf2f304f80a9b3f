package dev.turnpike.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.core.upstream.AddressPolicy.Profile;
import dev.turnpike.gateway.egress.EgressSettings;
import dev.turnpike.gateway.mcp.McpHosts;
import dev.turnpike.gateway.relay.RelaySettings;
import dev.turnpike.gateway.telemetry.TelemetrySettings;
import dev.turnpike.persistence.retention.RetentionSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String LONG_KEY = "0123456789abcdef0123456789abcdef";

  @Test
  void hasADefaultForEverything() {
    var settings = read(Map.of());

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "127.0.0.1",
                8080,
                "127.0.0.1",
                9000,
                Path.of(System.getProperty("user.home"), ".turnpike"),
                null,
                List.of(),
                null,
                null,
                Duration.ofSeconds(30),
                "INFO",
                new RelaySettings(
                    52_428_800,
                    52_428_800,
                    1_048_576,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1)),
                new EgressSettings(Profile.SELFHOSTED, Set.of(), Duration.ofSeconds(5), 10_000),
                false,
                Path.of("/dev/shm"),
                new RetentionSettings(90, 30, 7, 400),
                null,
                new McpHosts(List.of())));
  }

  @Test
  void takesAnEmptyVariableForNone() {
    var empty = new HashMap<String, String>();
    Arrays.stream(Setting.values()).forEach(setting -> empty.put(setting.variable(), " "));

    assertThat(read(empty)).isEqualTo(read(Map.of()));
  }

  @Test
  void readsWhatIsSet() {
    var settings =
        read(
            Map.of(
                "TURNPIKE_HOST", "0.0.0.0",
                "TURNPIKE_PORT", "9090",
                "TURNPIKE_DATA_DIR", "~/turnpike data",
                "TURNPIKE_DATABASE_URL", "postgresql://ann:pw@db.example/logs",
                "TURNPIKE_MASTER_KEY", LONG_KEY + "new",
                "TURNPIKE_PREVIOUS_MASTER_KEYS", LONG_KEY + "1 " + LONG_KEY + "2",
                "TURNPIKE_API_KEY", LONG_KEY,
                "TURNPIKE_ADMIN_EMAIL", "ann@turnpike.test",
                "TURNPIKE_ADMIN_PASSWORD", "correct horse"));

    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isEqualTo(9090);
    assertThat(settings.dataDirectory())
        .isEqualTo(Path.of(System.getProperty("user.home"), "turnpike data"));
    assertThat(settings.database()).hasToString("db.example/logs");
    assertThat(settings.masterKeys())
        .containsExactly(LONG_KEY + "new", LONG_KEY + "1", LONG_KEY + "2");
    assertThat(settings.apiKey()).isEqualTo(LONG_KEY);
    assertThat(settings.owner())
        .isEqualTo(new Settings.FirstOwner("ann@turnpike.test", "correct horse"));
  }

  @Test
  void readsTheBoundsOfCalls() {
    var settings =
        read(
            Map.of(
                "TURNPIKE_MAX_BODY_BYTES", "1000",
                "TURNPIKE_HEARTBEAT", "500ms",
                "TURNPIKE_LOG_HOLD", "2",
                "TURNPIKE_CONNECT_TIMEOUT", "1m",
                "TURNPIKE_EGRESS_PROFILE", "Hosted",
                "TURNPIKE_EGRESS_ALLOWED_PORTS", "22, 5432",
                "TURNPIKE_SPOOL_SYNC", "always",
                "TURNPIKE_SPOOL_MEMORY", "off"));

    assertThat(settings.relay().maxBodyBytes()).isEqualTo(1000);
    assertThat(settings.relay().heartbeat()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.relay().logHold()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.egress())
        .isEqualTo(
            new EgressSettings(Profile.HOSTED, Set.of(22, 5432), Duration.ofMinutes(1), 10_000));
    assertThat(settings.spoolSyncedAlways()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "TURNPIKE_PORT, 80a",
    "TURNPIKE_PORT, 65536",
    "TURNPIKE_MANAGEMENT_PORT, -1",
    "TURNPIKE_HOST, http://localhost",
    "TURNPIKE_DATABASE_URL, mysql://ann:secret-value@db/logs",
    "TURNPIKE_MASTER_KEY, secret-value",
    "TURNPIKE_PREVIOUS_MASTER_KEYS, secret-value",
    "TURNPIKE_API_KEY, secret-value",
    "TURNPIKE_API_KEY, 'secret-value with spaces 0123456789'",
    "TURNPIKE_SHUTDOWN_TIMEOUT, 1m",
    "TURNPIKE_LOG_LEVEL, loud",
    "TURNPIKE_MAX_BODY_BYTES, 50MB",
    "TURNPIKE_MAX_REPLY_BYTES, 0",
    "TURNPIKE_LOG_BODY_BYTES, 99999999999",
    "TURNPIKE_HEARTBEAT, often",
    "TURNPIKE_LOG_HOLD, 0s",
    "TURNPIKE_CONNECT_TIMEOUT, -1s",
    "TURNPIKE_PROVIDER_MAX_IN_FLIGHT, none",
    "TURNPIKE_EGRESS_PROFILE, home",
    "TURNPIKE_EGRESS_ALLOWED_PORTS, '22,ssh'",
    "TURNPIKE_SPOOL_SYNC, sometimes",
    "TURNPIKE_SPOOL_MEMORY, /dev/\u0000shm",
    "TURNPIKE_DATA_DIR, /da\u0000ta",
    "TURNPIKE_LOG_RETENTION_DAYS, a year",
    "TURNPIKE_ROLLUP_HOUR_DAYS, -1",
  })
  void namesTheSettingThatIsWrongAndShowsNoSecret(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(StartFailure.class)
        .message()
        .startsWith(name + " ")
        .doesNotContain("secret-value", "\n");
  }

  @Test
  void readsWhereOwnSpansGo() {
    assertThat(
            read(Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/",
                    "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20x",
                    "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=prod"))
                .telemetry())
        .isEqualTo(
            new TelemetrySettings(
                URI.create("http://collector:4318/v1/traces"),
                Map.of("authorization", "Bearer x"),
                Map.of("service.name", "turnpike", "deployment.environment", "prod")));
    assertThat(
            read(Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                    "OTEL_SDK_DISABLED", "true"))
                .telemetry())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318",
    "OTEL_EXPORTER_OTLP_HEADERS, secret-value",
    "OTEL_EXPORTER_OTLP_PROTOCOL, grpc"
  })
  void namesTheVariableOfOpenTelemetryThatIsWrong(String name, String value) {
    var variables = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"));
    variables.put(name, value);

    assertThatThrownBy(() -> read(variables))
        .isInstanceOf(StartFailure.class)
        .message()
        .startsWith(name + " ")
        .doesNotContain("secret-value", "\n");
  }

  @Test
  void wantsEmailAndPasswordTogether() {
    assertThatThrownBy(() -> read(Map.of("TURNPIKE_ADMIN_EMAIL", "ann@turnpike.test")))
        .hasMessageStartingWith("TURNPIKE_ADMIN_PASSWORD must be set too");
  }

  @Test
  void printsNoSecret() {
    var settings =
        read(
            Map.of(
                "TURNPIKE_API_KEY", LONG_KEY,
                "TURNPIKE_MASTER_KEY", LONG_KEY,
                "TURNPIKE_DATABASE_URL", "postgresql://ann:pw-secret@db.example/logs"));

    assertThat(settings.toString()).doesNotContain(LONG_KEY, "pw-secret");
  }

  @Test
  void guessesWhatWasMeant() {
    assertThat(
            Setting.warnings(
                List.of("TURNPIKE_PROT", "TURNPIKE_PORT", "PATH", "TURNPIKE_XYZZY_PLUGH")))
        .containsExactly(
            "TURNPIKE_PROT is not a setting and is ignored; did you mean TURNPIKE_PORT?",
            "TURNPIKE_XYZZY_PLUGH is not a setting and is ignored");
  }

  @Test
  void standAllInTheTable() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "settings.md"));

    assertThat(Setting.values())
        .allSatisfy(setting -> assertThat(page).contains("`" + setting.variable() + "`"));
  }

  private static Settings read(Map<String, String> variables) {
    return Settings.read(variables::get);
  }
}
