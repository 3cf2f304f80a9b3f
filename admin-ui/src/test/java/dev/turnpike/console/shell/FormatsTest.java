package dev.turnpike.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "774000000, 774 ms",
    "400, < 1 ms",
    "1000000000, 1 s",
    "1200000000, 1.2 s",
    "2992000000, 2.99 s",
    "9999000000, 10 s",
    "29040000000, 29 s",
    "1200000000000, 1200 s"
  })
  void writesTimesAsPeopleReadThem(long nanos, String text) {
    assertThat(Formats.span(Duration.ofNanos(nanos)).replace('\u202f', ' ')).isEqualTo(text);
  }
}
