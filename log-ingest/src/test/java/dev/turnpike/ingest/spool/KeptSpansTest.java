package dev.turnpike.ingest.spool;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.segment.MemoryFile;
import dev.turnpike.ingest.segment.QuotaDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans that are safe in shared memory before they are in a segment. */
class KeptSpansTest {
  private static final SpanCodec CODEC = new SpanCodec();
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final SpoolCounters counters = new SpoolCounters();
  private Path memory;

  @BeforeEach
  void sharesMemory() throws IOException {
    memory = Files.createDirectory(folder.resolve("memory"));
  }

  @Test
  void areWrittenInTheirOrderWithThoseThatWait() throws Exception {
    var spans = SpoolTest.spans(2_000);
    try (var spool = Spool.open(settings(), CODEC, SpanProtection.NONE, counters)) {
      for (var i = 0; i < spans.size(); i++) {
        if (i % 7 == 0 || !spool.keep(spans.get(i))) {
          new Receipts().send(spool, spans.get(i));
        }
      }

      await().atMost(SOON).until(() -> spool.backlog().size().spans() == spans.size());
      assertThat(SpoolTest.read(spool)).isEqualTo(spans);
    }
    assertThat(memory).isEmptyDirectory();
  }

  @Test
  void outliveAProcessThatNeverWroteThem() throws Exception {
    var stuck = new CountDownLatch(1);
    var spans = SpoolTest.spans(3);
    var spool =
        Spool.open(settings(), CODEC, SpanProtection.NONE, counters, file -> stuck(file, stuck));
    try {
      assertThat(spans).allMatch(spool::keep);
      // What a kill leaves: the directories as they are, while the disk has taken nothing.
      var after = Files.createDirectory(folder.resolve("after"));
      var left = MemoryFile.left(spool.directory()).orElseThrow();
      assertThat(left.count()).isEqualTo(3);
      Files.copy(folder.resolve("spool/memory"), after.resolve("memory"));

      try (var next =
          Spool.open(
              SpoolSettings.in(after).sharing(memory), CODEC, SpanProtection.NONE, counters)) {
        assertThat(SpoolTest.read(next)).isEqualTo(spans);
        assertThat(next.backlog().size().spans()).isEqualTo(3);
      }
    } finally {
      stuck.countDown();
      spool.close();
    }
  }

  @Test
  void areLeftToTheSpoolWhenTheyMustBeProtectedOrAreLong() throws Exception {
    var secret =
        new SpanProtection() {
          @Override
          public Span apply(Span span) {
            return span.with(Span.Content.WITHHELD);
          }

          @Override
          public boolean leavesAlone(Span span) {
            return span.content().isEmpty();
          }
        };
    try (var spool = Spool.open(settings(), CODEC, secret, counters)) {
      assertThat(spool.keep(aSpan().request("{\"my\":\"secret\"}").build())).isFalse();
    }
    try (var spool = Spool.open(settings(), CODEC, SpanProtection.NONE, counters)) {
      assertThat(spool.keep(aSpan().request("x".repeat(40_000)).build())).isFalse();
      assertThat(spool.keep(aSpan().build())).isTrue();
    }
  }

  @Test
  void areLeftToTheSpoolWhenNobodyCanSayWhetherTheyMustBeProtected() throws Exception {
    var broken =
        new SpanProtection() {
          @Override
          public Span apply(Span span) {
            return span.with(Span.Content.WITHHELD);
          }

          @Override
          public boolean leavesAlone(Span span) {
            throw new IllegalStateException("no rules");
          }
        };
    try (var spool = Spool.open(settings(), CODEC, broken, counters)) {
      assertThat(spool.keep(aSpan().build())).isFalse();
    }
  }

  @Test
  void areRefusedWhenTheMemoryIsFull() throws Exception {
    var stuck = new CountDownLatch(1);
    var spool =
        Spool.open(settings(), CODEC, SpanProtection.NONE, counters, file -> stuck(file, stuck));
    try {
      var kept = 0;
      while (spool.keep(aSpan().request("x".repeat(30_000)).build())) {
        kept++;
      }
      assertThat(kept).isBetween(100, 140);
      stuck.countDown();
      int all = kept;
      await().atMost(SOON).until(() -> spool.backlog().size().spans() == all);
      assertThat(spool.keep(aSpan().build())).isTrue();
    } finally {
      stuck.countDown();
      spool.close();
    }
  }

  @Test
  void loseTheirBodiesWhenTheDiskIsFull() throws Exception {
    var big = aSpan().request("x".repeat(10_000)).build();
    try (var spool =
        Spool.open(settings(), CODEC, SpanProtection.NONE, counters, new QuotaDisk(5_000))) {
      assertThat(spool.keep(big)).isTrue();

      await().atMost(SOON).until(() -> spool.backlog().size().spans() == 1);
      assertThat(SpoolTest.read(spool))
          .containsExactly(big.with(Span.Content.NONE).warned(Pending.SHED));
    }
  }

  @Test
  void areNotTakenWithoutSharedMemoryOrAfterTheEnd() throws Exception {
    var nowhere = SpoolSettings.in(folder.resolve("spool")).sharing(folder.resolve("no memory"));
    try (var spool = Spool.open(nowhere, CODEC, SpanProtection.NONE, counters)) {
      assertThat(spool.keep(aSpan().build())).isFalse();
      assertThat(new Receipts().send(spool, aSpan().build()).await()).containsExactly(true);
    }
    var spool = Spool.open(settings(), CODEC, SpanProtection.NONE, counters);
    spool.close();
    assertThat(spool.keep(aSpan().build())).isFalse();
  }

  /** A disk that takes nothing until it is let go. */
  private static FileChannel stuck(Path file, CountDownLatch until) throws IOException {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private SpoolSettings settings() {
    return SpoolSettings.in(folder.resolve("spool")).sharing(memory);
  }
}
