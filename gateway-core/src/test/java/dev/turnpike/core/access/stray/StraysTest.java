package dev.turnpike.core.access.stray;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.stray.Stray.Reason;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StraysTest {
  private final AtomicLong seconds = new AtomicLong();
  private final Strays strays = new Strays(() -> Instant.ofEpochSecond(seconds.get()));

  @Test
  void keepsTheNewestHundred() {
    for (var i = 0; i < 150; i++) {
      seconds.set(i);
      strays.add("/v1/v1/" + i, Reason.NO_SUCH_PATH);
    }

    assertThat(strays.since(Instant.EPOCH)).hasSize(100);
    assertThat(strays.since(Instant.ofEpochSecond(148)))
        .containsExactly(
            new Stray(Instant.ofEpochSecond(149), "/v1/v1/149", Reason.NO_SUCH_PATH),
            new Stray(Instant.ofEpochSecond(148), "/v1/v1/148", Reason.NO_SUCH_PATH));
  }

  @Test
  void cutsLongPaths() {
    strays.add("/" + "x".repeat(5_000), Reason.NO_KEY);

    assertThat(strays.since(Instant.EPOCH).getFirst().path()).hasSize(201).endsWith("…");
  }
}
