package dev.turnpike.ingest.ship;

import static dev.turnpike.core.span.SpanBuilder.ORGANIZATION;
import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.codec.SpanCodec;
import dev.turnpike.ingest.quarantine.Quarantine;
import dev.turnpike.ingest.spool.Receipts;
import dev.turnpike.ingest.spool.SpanProtection;
import dev.turnpike.ingest.spool.Spool;
import dev.turnpike.ingest.spool.SpoolCounters;
import dev.turnpike.ingest.spool.SpoolReadings;
import dev.turnpike.ingest.spool.SpoolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipperTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final LedgerStore store = new LedgerStore();

  @Test
  void storesEverySpanOnceAndDeletesWhatIsStored() throws Exception {
    var ids = ids(1_234);
    try (var run = new Run()) {
      run.send(ids);

      assertThat(run.spool.backlog().awaitStored(LONG)).isTrue();
      assertThat(store.ids()).isEqualTo(ids);
      assertThat(run.gauges.read().stored()).isEqualTo(1_234);
      assertThat(run.gauges.read().spooled()).isZero();
    }
  }

  @Test
  void waitsForAStoreThatIsAway() throws Exception {
    store.away(true);
    try (var run = new Run()) {
      run.send(ids(100));
      assertThat(run.spool.backlog().awaitStored(Duration.ofSeconds(5))).isFalse();
      assertThat(run.gauges.read().problem()).contains("cannot be reached");

      store.away(false);

      run.awaitAllStored();
      assertThat(store.ids()).isEqualTo(ids(100));
      assertThat(run.gauges.read().problem()).isNull();
    }
  }

  @Test
  void doublesNothingWhenAnAnswerIsLost() throws Exception {
    store.loseAnswers(2);
    try (var run = new Run()) {
      run.send(ids(50));

      run.awaitAllStored();
      assertThat(store.ids()).isEqualTo(ids(50));
      assertThat(run.gauges.read().repeated()).isEqualTo(50);
    }
  }

  @Test
  void keepsAPoisonSpanAsideAndStoresItsNeighbours() throws Exception {
    try (var run = new Run()) {
      run.send(List.of("a", "b", "poison-1", "c", "poison-2"));

      run.awaitAllStored();
      assertThat(store.ids()).containsExactly("a", "b", "c");
      assertThat(run.gauges.read().quarantined()).isEqualTo(2);
      try (var files = Files.list(folder.resolve("quarantine"))) {
        assertThat(files.toList())
            .hasSize(2)
            .allSatisfy(file -> assertThat(file).content().contains("bad value", "poison-"));
      }
    }
  }

  @Test
  void keepsAgainWhatIsRefusedAgain() throws Exception {
    try (var run = new Run()) {
      run.send(List.of("poison-1"));
      run.awaitAllStored();

      assertThat(run.replay()).isEqualTo(1);

      run.awaitAllStored();
      assertThat(run.gauges.read().quarantined()).isEqualTo(1);
      assertThat(run.quarantine.list(ORGANIZATION, 0, 10)).hasSize(1);
    }
  }

  @Test
  void storesWhatWasKeptAsideOnceItsTroubleIsGone() throws Exception {
    try (var run = new Run()) {
      run.send(List.of("poison-1", "poison-2", "poison-3"));
      run.awaitAllStored();
      assertThat(run.quarantine.list(ORGANIZATION, 1, 1))
          .singleElement()
          .satisfies(kept -> assertThat(kept.reason()).isEqualTo("bad value"))
          .satisfies(kept -> assertThat(kept.span().id()).startsWith("poison-"));
      var one = run.quarantine.list(ORGANIZATION, 0, 1).getFirst();
      store.cure();

      assertThat(run.replay(Set.of(one.id()))).isEqualTo(1);
      run.awaitAllStored();
      assertThat(store.ids()).containsExactly(one.span().id(), "after-0");
      assertThat(run.replay()).isEqualTo(2);
      run.awaitAllStored();
      assertThat(run.replay()).isZero();

      assertThat(store.ids()).filteredOn(id -> id.startsWith("poison")).hasSize(3);
      assertThat(run.gauges.read().quarantined()).isZero();
    }
  }

  @Test
  void showsAndSendsOnlyTheOwnersSpans() throws Exception {
    try (var run = new Run()) {
      run.send(List.of("poison-1"));
      run.awaitAllStored();
      var another = new OrganizationId(UUID.randomUUID());

      assertThat(run.quarantine.list(another, 0, 10)).isEmpty();
      assertThat(run.quarantine.replay(another, Set.of(), run.spool)).isZero();
      assertThat(run.quarantine.count(ORGANIZATION)).isEqualTo(1);
    }
  }

  @Test
  void keepsWhatWasBeingSentAgainWhenTheProcessEnded() throws Exception {
    try (var run = new Run()) {
      run.send(List.of("poison-1"));
      run.awaitAllStored();

      // The receipt never comes.
      assertThat(run.quarantine.replay(ORGANIZATION, Set.of(), spans -> {})).isEqualTo(1);
      assertThat(run.gauges.read().quarantined()).isZero();
    }

    try (var run = new Run()) {
      assertThat(run.gauges.read().quarantined()).isEqualTo(1);
    }
  }

  @Test
  void storesTheRestAfterARestart() throws Exception {
    store.away(true);
    try (var run = new Run()) {
      run.send(ids(30));
    }
    store.away(false);

    try (var run = new Run()) {
      assertThat(run.gauges.read().spooled()).isEqualTo(30);
      run.send(List.of("later"));

      run.awaitAllStored();
      assertThat(store.ids()).hasSize(31).startsWith("span-0").endsWith("later");
    }
  }

  @Test
  void repeatsNothingVisibleWhenTheCheckpointIsLost() throws Exception {
    try (var run = new Run()) {
      run.send(ids(10));
      run.awaitAllStored();
    }
    Files.delete(folder.resolve("checkpoint"));

    try (var run = new Run()) {
      run.send(List.of("later"));

      run.awaitAllStored();
      assertThat(store.ids()).hasSize(11);
    }
  }

  @Test
  void goesAroundADamagedFrameAndKeepsIt() throws Exception {
    store.away(true);
    try (var run = new Run()) {
      run.send(ids(3));
    }
    store.away(false);
    var segment = folder.resolve("segment-000000000001.spool");
    var bytes = Files.readAllBytes(segment);
    bytes[bytes.length / 2] ^= 1;
    Files.write(segment, bytes);

    try (var run = new Run()) {
      run.awaitAllStored();

      assertThat(store.ids()).containsExactly("span-0", "span-2");
      assertThat(run.gauges.read().damaged()).isEqualTo(1);
      assertThat(folder.resolve("quarantine")).isDirectoryContaining("glob:**.damaged");
    }
  }

  @Test
  void readsNothingBackThatIsInMemory() throws Exception {
    store.away(true);
    try (var run = new Run()) {
      run.send(ids(20));
      var segment = folder.resolve("segment-000000000001.spool");
      Files.write(segment, new byte[(int) Files.size(segment)]);
      store.away(false);

      run.awaitAllStored();
      assertThat(store.ids()).isEqualTo(ids(20));
    }
  }

  @Test
  void readsBackWhatMemoryHasNoRoomFor() throws Exception {
    store.away(true);
    try (var run = new Run()) {
      var receipts = new Receipts();
      ids(30)
          .forEach(
              id -> receipts.send(run.spool, aSpan().id(id).request("x".repeat(700_000)).build()));
      assertThat(receipts.await()).containsOnly(true);
      store.away(false);

      run.awaitAllStored();
      assertThat(store.ids()).isEqualTo(ids(30));
      run.send(List.of("later"));
      run.awaitAllStored();
      assertThat(store.ids()).endsWith("later");
    }
  }

  @Test
  void storesOnlyTextThatADatabaseTakes() throws Exception {
    try (var run = new Run()) {
      var receipts = new Receipts();
      receipts.send(run.spool, aSpan().id("nul").request("a\0b").build());
      receipts.send(run.spool, aSpan().id("half").request("a\ud83d").build());
      receipts.await();

      run.awaitAllStored();
      assertThat(store.rows())
          .extracting(span -> span.content().request())
          .containsExactly("a\ufffdb", "a\ufffd");
    }
  }

  @Test
  void storesWhatWasPrepared() throws Exception {
    try (var run = new Run(span -> span.warned("prepared"))) {
      run.send(List.of("a"));

      run.awaitAllStored();
      assertThat(store.rows().get(0).result().warnings()).containsExactly("prepared");
    }
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "span-" + i).toList();
  }

  /** One run of the pipeline over the folder. */
  private final class Run implements AutoCloseable {
    private final Spool spool;
    private final Quarantine quarantine;
    private final SpoolReadings gauges;
    private final Shipper shipper;
    private int replays;

    Run() throws IOException {
      this(UnaryOperator.identity());
    }

    Run(UnaryOperator<Span> preparation) throws IOException {
      var codec = new SpanCodec();
      var counters = new SpoolCounters();
      spool = Spool.open(SpoolSettings.in(folder), codec, SpanProtection.NONE, counters);
      quarantine = new Quarantine(spool.directory(), codec);
      gauges = new SpoolReadings(spool, counters, quarantine);
      shipper =
          new Shipper(
              spool,
              codec,
              store,
              preparation,
              quarantine,
              counters,
              InstantSource.system(),
              new Random(1));
      shipper.start();
    }

    void send(List<String> ids) throws Exception {
      var receipts = new Receipts();
      ids.forEach(id -> receipts.send(spool, aSpan().id(id).build()));
      assertThat(receipts.await()).containsOnly(true);
    }

    int replay() throws Exception {
      return replay(Set.of());
    }

    /** Sends again, and returns when what was sent is written: the next span comes after it. */
    int replay(Set<String> ids) throws Exception {
      var sent = quarantine.replay(ORGANIZATION, ids, spool);
      send(List.of("after-" + replays++));
      return sent;
    }

    void awaitAllStored() {
      var end = System.nanoTime() + LONG.toNanos();
      while (!spool.backlog().awaitStored(LONG)) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() {
      spool.close();
      shipper.finish(Duration.ofSeconds(5));
    }
  }
}
