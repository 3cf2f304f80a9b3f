package dev.turnpike.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFileTest {
  @TempDir Path folder;

  @Test
  void holdsWhatWasAppendedAndNotReleasedLapAfterLap() throws Exception {
    var memory = ByteBuffer.allocate(64 + 1_000);
    var ring = new FrameRing(memory);
    var random = new Random(7);
    var held = new ArrayDeque<byte[]>();
    var ends = new ArrayDeque<Long>();
    for (var i = 0; i < 2_000; i++) {
      var frame = frame(random.nextInt(150), random);
      var position = ring.append(frame, frame.length);
      if (position < 0) {
        held.removeFirst();
        ring.release(ends.removeFirst());
      } else {
        held.addLast(frame);
        ends.addLast(position + frame.length);
        var copied = new ByteArrayOutputStream();
        ring.copy(position, frame.length, copied);
        assertThat(copied.toByteArray()).isEqualTo(frame);
      }

      var left = FrameRing.left(memory);
      assertThat(left.count()).isEqualTo(held.size());
      assertThat(left.frames()).isEqualTo(joined(held));
    }
  }

  @Test
  void leavesOutAFrameThatIsNotIntact() throws Exception {
    var memory = ByteBuffer.allocate(64 + 1_000);
    var ring = new FrameRing(memory);
    var random = new Random(7);
    var good = frame(50, random);
    assertThat(ring.append(good, good.length)).isZero();
    assertThat(ring.append(frame(50, random), good.length)).isPositive();
    memory.put(64 + good.length + 20, (byte) ~memory.get(64 + good.length + 20));

    assertThat(FrameRing.left(memory).frames()).isEqualTo(good);
  }

  @Test
  void takesOtherMemoryForNoRing() {
    assertThat(FrameRing.left(ByteBuffer.allocate(10)).count()).isZero();
    assertThat(FrameRing.left(ByteBuffer.allocate(1_000)).count()).isZero();
  }

  @Test
  void isFoundByTheNextProcessAndGoneAfterTheLast() throws Exception {
    var directory = new SegmentDirectory(Files.createDirectory(folder.resolve("spool")));
    var memory = Files.createDirectory(folder.resolve("memory"));
    var frame = frame(100, new Random(7));
    var file = MemoryFile.create(directory, memory);
    assertThat(MemoryFile.left(directory)).isEmpty();
    assertThat(file.ring().append(frame, frame.length)).isZero();

    try (var files = Files.list(memory)) {
      assertThat(Files.getPosixFilePermissions(files.findFirst().orElseThrow())).hasSize(2);
    }
    assertThat(MemoryFile.left(directory).orElseThrow().frames()).isEqualTo(frame);
    file.close();
    assertThat(memory).isEmptyDirectory();
    assertThat(MemoryFile.left(directory)).isEmpty();
  }

  @Test
  void readsAndRemovesNoFileButItsOwn() throws Exception {
    var directory = new SegmentDirectory(folder);
    var other = Files.writeString(folder.resolve("turnpike-other.txt"), "somebody's");
    var link = Files.createSymbolicLink(folder.resolve("turnpike-link.spool"), other);
    for (var named : new Path[] {other, link, folder}) {
      Files.writeString(folder.resolve("memory"), named.toString());

      assertThat(MemoryFile.left(directory)).isEmpty();
      MemoryFile.remove(directory);
      assertThat(other).exists();
      assertThat(Files.isSymbolicLink(link)).isTrue();
    }
  }

  private static byte[] frame(int length, Random random) throws IOException {
    var payload = new byte[length];
    random.nextBytes(payload);
    var buffer = new FrameBuffer();
    buffer.frame(out -> out.writeBytes(payload));
    return Arrays.copyOf(buffer.bytes(), buffer.size());
  }

  private static byte[] joined(Iterable<byte[]> frames) {
    var all = new ByteArrayOutputStream();
    frames.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
