package dev.turnpike.gateway.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordHasherTest {
  private final Argon2PasswordHasher hasher = new Argon2PasswordHasher(new SecureRandom());

  @Test
  void knowsThePasswordAgain() {
    String hash = hasher.hash("pässword 日本");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("pässword");
    assertThat(hasher.matches("pässword 日本", hash)).isTrue();
    assertThat(hasher.matches("password 日本", hash)).isFalse();
    assertThat(hasher.matches("", hash)).isFalse();
  }

  @Test
  void saltsEachHash() {
    assertThat(hasher.hash("same")).isNotEqualTo(hasher.hash("same"));
  }

  /** Of the same form and parameters, so that checking it takes as long. */
  @Test
  void givesAHashThatNothingMatches() {
    var unmatched = hasher.unmatched();

    assertThat(unmatched)
        .hasSameSizeAs(hasher.hash("x"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hasher.matches("", unmatched)).isFalse();
  }

  @Test
  void takesComposedAndDecomposedLettersForTheSame() {
    assertThat(hasher.matches("u\u0308ber", hasher.hash("\u00fcber"))).isTrue();
  }

  @Test
  void readsHashesOfTheReferenceProgram() {
    // printf password | argon2 somesalt -id -t 2 -m 16 -p 1 (test vector of the reference code)
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(hasher.matches("password", reference)).isTrue();
    assertThat(hasher.matches("passwore", reference)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2b$12$abcdefghijklmnopqrstuv",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=65536,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
      })
  void nothingElseMatches(String hash) {
    assertThat(hasher.matches("password", hash)).isFalse();
  }
}
