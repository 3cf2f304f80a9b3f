package dev.turnpike.ingest.segment;

import static dev.turnpike.core.span.SpanBuilder.aSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingest.codec.SpanCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way a segment of three frames can be cut or changed by one byte. */
class SegmentDamageTest {
  private static final SpanCodec CODEC = new SpanCodec();

  @TempDir Path folder;

  private SegmentDirectory directory;
  private byte[] whole;
  private List<Long> ends;

  @BeforeEach
  void writeThreeFrames() throws Exception {
    directory = new SegmentDirectory(folder);
    var buffer = new FrameBuffer();
    ends = new ArrayList<>();
    for (var id : List.of("first", "second", "third")) {
      buffer.frame(out -> CODEC.write(aSpan().id(id).withoutBodies().build(), out));
      ends.add((long) buffer.size());
    }
    whole = buffer.toByteArray();
  }

  @Test
  void keepsWholeFramesWhereverTheFileWasCut() throws Exception {
    for (var length = 0; length <= whole.length; length++) {
      Files.write(directory.file(1), java.util.Arrays.copyOf(whole, length));
      var cut = length;
      var frames = ends.stream().filter(end -> end <= cut).count();
      var end = frames == 0 ? 0 : ends.get((int) frames - 1);

      var removed = directory.cutTornTail();

      assertThat(removed).isEqualTo(length - end);
      assertThat(Files.size(directory.file(1))).isEqualTo(end);
      assertThat(pieces()).hasSize((int) frames).allMatch(SegmentDamageTest::isFrame);
    }
  }

  @Test
  void losesNoOtherFrameWhicheverByteIsFlipped() throws Exception {
    for (var at = 0; at < whole.length; at++) {
      var bytes = whole.clone();
      bytes[at] ^= 0x40;
      Files.write(directory.file(1), bytes);

      var pieces = pieces();

      var hit = at < ends.get(0) ? 0 : at < ends.get(1) ? 1 : 2;
      assertThat(pieces).as("byte %d", at).hasSize(3);
      for (var i = 0; i < 3; i++) {
        assertThat(isFrame(pieces.get(i))).as("byte %d, piece %d", at, i).isEqualTo(i != hit);
        assertThat(pieces.get(i).end()).isEqualTo(ends.get(i));
      }
    }
  }

  @Test
  void keepsALastFrameThatIsDamagedButWhole() throws Exception {
    var bytes = whole.clone();
    bytes[bytes.length - 5] ^= 1;
    Files.write(directory.file(1), bytes);

    assertThat(directory.cutTornTail()).isZero();
    assertThat(Files.size(directory.file(1))).isEqualTo(whole.length);
  }

  private List<SegmentReader.Piece> pieces() throws Exception {
    var pieces = new ArrayList<SegmentReader.Piece>();
    try (var reader = SegmentReader.open(directory.file(1), 0, Long.MAX_VALUE)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        pieces.add(piece.get());
      }
    }
    return pieces;
  }

  private static boolean isFrame(SegmentReader.Piece piece) {
    return piece instanceof SegmentReader.Piece.Frame;
  }
}
