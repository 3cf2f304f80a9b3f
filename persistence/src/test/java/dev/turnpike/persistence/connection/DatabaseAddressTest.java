package dev.turnpike.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @ParameterizedTest
  @CsvSource({
    "postgresql://ann:pw@db.example:5433/logs, db.example:5433/logs, ann, pw",
    "postgres://ann:pw@db.example/logs, db.example/logs, ann, pw",
    "jdbc:postgresql://ann:pw@db.example/logs, db.example/logs, ann, pw",
    "postgresql://ann@db.example/logs, db.example/logs, ann, ''",
    "postgresql://a%40b:p%2Fw%3A%25@db.example/logs, db.example/logs, a@b, p/w:%",
    "postgresql://ann:a+b@db.example/logs, db.example/logs, ann, a+b",
    "postgresql://ann:p@w:1@db.example/logs, db.example/logs, ann, p@w:1",
    "postgresql://ann:p/w@db.example/logs, db.example/logs, ann, p/w",
    "postgresql://ann:pw@[2001:db8::1]:5432/logs, [2001:db8::1]:5432/logs, ann, pw",
    "'postgresql://ann:pw@one:5432,two:5432/logs', 'one:5432,two:5432/logs', ann, pw",
  })
  void readsWhatUsersWrite(String url, String place, String user, String password) {
    var address = DatabaseAddress.parse(url);

    assertThat(address.place()).isEqualTo(place);
    assertThat(address.user()).isEqualTo(user);
    assertThat(address.password()).isEqualTo(password);
  }

  @Test
  void keepsTheParametersGivenAndAddsItsOwn() {
    var address =
        DatabaseAddress.parse(
            "postgresql://ann:pw@db.example/logs?sslmode=verify-full&connect_timeout=9&sslrootcert=/etc/my%20ca.pem");

    assertThat(address.jdbcUrl())
        .startsWith(
            "jdbc:postgresql://db.example/logs?sslmode=verify-full&connectTimeout=9&sslrootcert=%2Fetc%2Fmy%20ca.pem")
        .contains("reWriteBatchedInserts=true")
        .doesNotContain("connectTimeout=5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ann:secret@db/logs",
        "db.example:5432/logs",
        "postgresql://db.example/logs",
        "postgresql://:secret@db.example/logs",
        "postgresql://ann:secret@db.example",
        "postgresql://ann:secret@db.example/",
        "postgresql://ann:secret@db.example/a/b",
        "postgresql://ann:secret@db.example:port/logs",
        "postgresql://ann:secret@db.example:70000/logs",
        "postgresql://ann:secret%zz@db.example/logs",
        "postgresql://ann:secret@db.example/logs?password=secret",
        "",
      })
  void refusesTheRestWithoutShowingThePassword(String url) {
    assertThatThrownBy(() -> DatabaseAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank()
        .doesNotContain("secret", "ann");
  }

  @Test
  void neverPrintsCredentials() {
    assertThat(DatabaseAddress.parse("postgresql://ann:secret@db.example:5432/logs"))
        .hasToString("db.example:5432/logs");
  }
}
