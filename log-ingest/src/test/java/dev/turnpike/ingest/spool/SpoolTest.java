package dev.turnpike.ingest.spool;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.codec.StorableText;
import dev.turnpike.ingest.segment.QuotaDisk;
import dev.turnpike.ingest.segment.SegmentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final SpanCodec CODEC = new SpanCodec();

  @TempDir Path folder;

  private final SpoolCounters counters = new SpoolCounters();

  @Test
  void writesSpansInTheirOrderBeforeTheirReceipts() throws Exception {
    var spans = spans(200);
    var receipts = new Receipts();
    try (var spool = Spool.open(SpoolSettings.in(folder), CODEC, SpanProtection.NONE, counters)) {
      spans.forEach(span -> receipts.send(spool, span));

      assertThat(receipts.await()).hasSize(200).containsOnly(true);
      assertThat(read(spool)).isEqualTo(spans);
      assertThat(spool.backlog().size().spans()).isEqualTo(200);
    }
  }

  @Test
  void beginsANewFileWhenOneIsFull() throws Exception {
    var settings = new SpoolSettings(folder, 1 << 20, 4_000, 1 << 30, true, Duration.ZERO, 1, null);
    var spans = spans(20);
    try (var spool = Spool.open(settings, CODEC, SpanProtection.NONE, counters)) {
      for (var span : spans) {
        new Receipts().send(spool, span).await();
      }

      assertThat(spool.directory().segments()).hasSizeGreaterThan(3);
      assertThat(read(spool)).isEqualTo(spans);
    }
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    var spans = spans(3);
    try (var spool = Spool.open(SpoolSettings.in(folder), CODEC, SpanProtection.NONE, counters)) {
      new Receipts().send(spool, spans.get(0)).send(spool, spans.get(1)).await();
    }

    try (var spool = Spool.open(SpoolSettings.in(folder), CODEC, SpanProtection.NONE, counters)) {
      new Receipts().send(spool, spans.get(2)).await();

      assertThat(read(spool)).isEqualTo(spans);
      assertThat(spool.backlog().size().spans()).isEqualTo(3);
    }
  }

  @Test
  void keepsFactsWithoutBodiesWhenTheDiskIsFull() throws Exception {
    var big = aSpan().request("x".repeat(10_000)).build();
    try (var spool =
        Spool.open(
            SpoolSettings.in(folder), CODEC, SpanProtection.NONE, counters, new QuotaDisk(5_000))) {
      assertThat(new Receipts().send(spool, big).await()).containsExactly(true);

      assertThat(read(spool)).containsExactly(big.with(Span.Content.NONE).warned(Pending.SHED));
      assertThat(counters.shedOnDisk).hasValue(1);
      assertThat(counters.problem()).contains("full");
    }
  }

  @Test
  void countsWhatTheDiskDoesNotTakeAndRecovers() throws Exception {
    var disk = new QuotaDisk(100);
    var span = aSpan().build();
    try (var spool =
        Spool.open(SpoolSettings.in(folder), CODEC, SpanProtection.NONE, counters, disk)) {
      assertThat(new Receipts().send(spool, aSpan().build()).await()).containsExactly(false);
      assertThat(counters.lost()).isEqualTo(1);
      disk.add(1 << 20);

      assertThat(new Receipts().send(spool, span).await()).containsExactly(true);
      assertThat(read(spool)).containsExactly(span);
      assertThat(counters.problem()).isNull();
    }
  }

  @Test
  void keepsNoBodiesOnceTheBacklogIsAsLongAsAllowed() throws Exception {
    var settings =
        new SpoolSettings(folder, 1 << 20, 1 << 20, 3_000, false, Duration.ofMillis(1), 1, null);
    try (var spool = Spool.open(settings, CODEC, SpanProtection.NONE, counters)) {
      new Receipts().send(spool, aSpan().request("x".repeat(5_000)).build()).await();
      new Receipts().send(spool, aSpan().request("y".repeat(5_000)).build()).await();

      assertThat(read(spool)).extracting(s -> s.content().isEmpty()).containsExactly(false, true);
    }
  }

  @Test
  void refusesSpansOnceItIsClosed() throws Exception {
    var spool = Spool.open(SpoolSettings.in(folder), CODEC, SpanProtection.NONE, counters);
    spool.close();

    assertThat(new Receipts().send(spool, aSpan().build()).await()).containsExactly(false);
  }

  @Test
  void keepsTextThatUtf8CannotHoldReadable() throws Exception {
    try (var spool = Spool.open(SpoolSettings.in(folder), CODEC, SpanProtection.NONE, counters)) {
      var span = aSpan().model("half \uD83E and nul \0").build();
      assertThat(new Receipts().send(spool, span).await()).containsExactly(true);

      var kept = read(spool).get(0);
      assertThat(kept.called().model()).isEqualTo("half \uFFFD and nul \uFFFD");
      assertThat(kept.result().warnings()).containsExactly(StorableText.WARNING);
    }
  }

  @Test
  void isForItsOwnerAlone() throws Exception {
    try (var spool =
        Spool.open(
            SpoolSettings.in(folder.resolve("spool")), CODEC, SpanProtection.NONE, counters)) {
      assertThat(Files.getPosixFilePermissions(folder.resolve("spool"))).hasSize(3);
      assertThat(spool.directory().segments()).isEmpty();
    }
  }

  static List<Span> spans(int count) {
    return IntStream.range(0, count).mapToObj(i -> aSpan().id("span-" + i).build()).toList();
  }

  static List<Span> read(Spool spool) throws IOException {
    var spans = new ArrayList<Span>();
    for (var segment : spool.directory().segments()) {
      try (var reader = SegmentReader.open(spool.directory().file(segment), 0, Long.MAX_VALUE)) {
        for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
          spans.add(CODEC.read(((SegmentReader.Piece.Frame) piece.get()).payload()));
        }
      }
    }
    return spans;
  }
}
