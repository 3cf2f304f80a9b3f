package dev.turnpike.ingest.spool;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpoolQueueTest {
  @Test
  void shedsTheOldestBodiesFirst() {
    var queue = new SpoolQueue(30_000);
    for (var i = 0; i < 3; i++) {
      assertThat(queue.offer(List.of(pending(10_000)))).isEmpty();
    }

    var taken = queue.take(10, Long.MAX_VALUE);

    assertThat(taken).extracting(Pending::isShed).containsExactly(true, false, false);
    assertThat(queue.level()).isEqualTo(new SpoolQueue.Level(0, 0, 1));
  }

  @Test
  void refusesNewcomersWhenFactsAloneAreTooMany() {
    var queue = new SpoolQueue(5_000);

    assertThat(queue.offer(List.of(pending(100)))).isEmpty();
    assertThat(queue.offer(List.of(pending(100)))).isEmpty();
    assertThat(queue.offer(List.of(pending(100)))).hasSize(1);

    assertThat(queue.take(10, Long.MAX_VALUE)).hasSize(2);
    assertThat(queue.offer(List.of(pending(100)))).isEmpty();
  }

  @Test
  void refusesOnlyThoseOfAGroupThatFindNoRoom() {
    var queue = new SpoolQueue(5_000);
    var group = List.of(pending(100), pending(100), pending(100));

    assertThat(queue.offer(group)).containsExactly(group.get(2));

    assertThat(queue.take(10, Long.MAX_VALUE)).containsExactly(group.get(0), group.get(1));
  }

  @Test
  void handsOutNoMoreThanAsked() {
    var queue = new SpoolQueue(1_000_000);
    for (var i = 0; i < 5; i++) {
      assertThat(queue.offer(List.of(pending(10_000)))).isEmpty();
    }

    assertThat(queue.take(2, Long.MAX_VALUE)).hasSize(2);
    assertThat(queue.take(10, 1)).hasSize(1);
    assertThat(queue.take(10, 30_000)).hasSize(2);
  }

  @Test
  void isEmptyOnlyAfterItWasClosedAndDrained() {
    var queue = new SpoolQueue(1_000_000);
    assertThat(queue.offer(List.of(pending(1)))).isEmpty();

    queue.close();

    assertThat(queue.offer(List.of(pending(1)))).hasSize(1);
    assertThat(queue.take(10, 10)).hasSize(1);
    assertThat(queue.take(10, 10)).isEmpty();
  }

  private static Pending pending(int bytes) {
    return new Pending(aSpan().request("x".repeat(bytes)).build(), durable -> {});
  }
}
