package dev.turnpike.ingest.spool;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpoolQueueTest {
  @Test
  void shedsTheOldestBodiesFirst() {
    var queue = new SpoolQueue(30_000);
    for (var i = 0; i < 3; i++) {
      assertThat(queue.offer(pending(10_000))).isTrue();
    }

    var taken = queue.take(10, Long.MAX_VALUE);

    assertThat(taken).extracting(Pending::isShed).containsExactly(true, false, false);
    assertThat(queue.level()).isEqualTo(new SpoolQueue.Level(0, 0, 1));
  }

  @Test
  void refusesNewcomersWhenFactsAloneAreTooMany() {
    var queue = new SpoolQueue(5_000);

    assertThat(queue.offer(pending(100))).isTrue();
    assertThat(queue.offer(pending(100))).isTrue();
    assertThat(queue.offer(pending(100))).isFalse();

    assertThat(queue.take(10, Long.MAX_VALUE)).hasSize(2);
    assertThat(queue.offer(pending(100))).isTrue();
  }

  @Test
  void handsOutNoMoreThanAsked() {
    var queue = new SpoolQueue(1_000_000);
    for (var i = 0; i < 5; i++) {
      queue.offer(pending(10_000));
    }

    assertThat(queue.take(2, Long.MAX_VALUE)).hasSize(2);
    assertThat(queue.take(10, 1)).hasSize(1);
    assertThat(queue.take(10, 30_000)).hasSize(2);
  }

  @Test
  void isEmptyOnlyAfterItWasClosedAndDrained() {
    var queue = new SpoolQueue(1_000_000);
    queue.offer(pending(1));

    queue.close();

    assertThat(queue.offer(pending(1))).isFalse();
    assertThat(queue.take(10, 10)).hasSize(1);
    assertThat(queue.take(10, 10)).isEmpty();
  }

  private static Pending pending(int bytes) {
    return new Pending(aSpan().request("x".repeat(bytes)).build(), durable -> {});
  }
}
