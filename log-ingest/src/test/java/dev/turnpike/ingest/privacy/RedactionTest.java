package dev.turnpike.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          write to jane.doe+x@mail.example.co.uk now | write to [email] now
          card 4111 1111 1111 1111 please            | card [card] please
          card 5500-0055-5555-5559.                  | card [card].
          IBAN DE89 3704 0044 0532 0130 00           | IBAN [iban]
          IBAN DE89370400440532013000 it is          | IBAN [iban] it is
          my ssn is 078-05-1120                      | my ssn is [ssn]
          call +49 (30) 901820 or +1-202-555-0143    | call [phone] or [phone]
          key sk-proj-abcDEF0123456789xyz            | key [secret]
          key sk-ant-api03-abcDEF0123456789_x-y      | key [secret]
          key tp_ab12cd34_0123456789abcdef0123       | key [secret]
          key AKIAIOSFODNN7EXAMPLE                   | key [secret]
          Authorization: Bearer abcdef0123456789.xyz | Authorization: Bearer [secret]
          postgresql://me:s3cret@db.example.com/x    | postgresql://[secret]@db.example.com/x
          eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJ_-x | [token]
          """)
  void takesOutWhatLooksPersonalOrSecret(String text, String redacted) {
    assertThat(Redaction.of(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"created":4111111111111111}
          order 4111 1111 1111 1112 is no card
          DE00370400440532013000 has wrong check digits
          version 1.2.3, 10-12-2026, 000-12-3456
          the task-force was sk-ilful
          2 + 3 = 5, a@b, @home
          """)
  void leavesTheRest(String text) {
    assertThat(Redaction.of(text)).isEqualTo(text);
  }

  @Test
  void takesTimeThatGrowsWithTheTextAlone() {
    var texts =
        new String[] {
          "a".repeat(200_000),
          "a@".repeat(50_000),
          "1 ".repeat(100_000),
          "a@" + "b.".repeat(100_000),
          "-----BEGIN PRIVATE KEY-----".repeat(10_000),
          "eyJ".repeat(50_000),
          "+1".repeat(100_000),
          "DE12 ABCD ".repeat(20_000)
        };

    for (var text : texts) {
      Assertions.assertTimeout(
          Duration.ofSeconds(5),
          () -> assertThatCode(() -> Redaction.of(text)).doesNotThrowAnyException());
    }
  }
}
