package dev.turnpike.core.trace;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  @Test
  void putsEachSpanBelowItsParentWhateverCameFirst() {
    var spans =
        List.of(
            span("tool", "task-2", 30),
            span("task-2", "root", 20),
            span("task-1", "root", 10),
            span("root", null, 0));

    assertThat(drawn(spans)).isEqualTo("root(task-1 task-2(tool))");
  }

  @Test
  void keepsSpansAtTheTopWhoseParentHasNotComeIn() {
    assertThat(drawn(span("late", "missing", 5), span("early", "missing", 1)))
        .isEqualTo("early late");
  }

  @Test
  void findsTheParentByItsLogIdToo() {
    var parent = aSpan().id("log-1").place("t", "s1", null).start(NOON).build();
    var child = aSpan().id("log-2").place("t", "s2", "log-1").start(NOON.plusMillis(1)).build();

    assertThat(drawn(parent, child)).isEqualTo("s1(s2)");
  }

  @Test
  void showsSpansThatCallOneAnotherInACircleOnceEach() {
    var spans =
        List.of(span("self", "self", 0), span("a", "c", 1), span("b", "a", 2), span("c", "b", 3));

    assertThat(SpanTree.of(spans).lines()).hasSize(4);
    assertThat(drawn(spans)).isEqualTo("self b(c(a))");
  }

  @Test
  void keepsEverySpanOfATraceDeeperThanAnyReaderTakes() {
    var chain = new ArrayList<Span>();
    for (var i = 0; i < 10_000; i++) {
      chain.add(span("s" + i, i == 0 ? null : "s" + (i - 1), i));
    }
    Collections.shuffle(chain, new Random(7));

    var lines = SpanTree.of(chain).lines();

    assertThat(lines).hasSize(10_000);
    assertThat(lines).extracting(line -> line.span().id()).doesNotHaveDuplicates();
    assertThat(lines).allMatch(line -> line.depth() < SpanTree.DEEPEST);
  }

  private static Span span(String id, @Nullable String parent, int millis) {
    return aSpan().id("log-of-" + id).place("t", id, parent).start(NOON.plusMillis(millis)).build();
  }

  private static String drawn(Span... spans) {
    return drawn(Arrays.asList(spans));
  }

  private static String drawn(List<Span> spans) {
    return SpanTree.of(spans).roots().stream()
        .map(SpanTreeTest::drawn)
        .collect(Collectors.joining(" "));
  }

  private static String drawn(SpanTree.Node node) {
    var below = node.children().stream().map(SpanTreeTest::drawn).collect(Collectors.joining(" "));
    return node.span().place().spanId() + (below.isEmpty() ? "" : "(" + below + ")");
  }
}
