package dev.turnpike.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                "INFO"));
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
  })
  void namesTheSettingThatIsWrongAndShowsNoSecret(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
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
