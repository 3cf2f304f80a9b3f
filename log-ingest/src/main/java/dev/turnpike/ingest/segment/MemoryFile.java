package dev.turnpike.ingest.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/**
 * A file in shared memory that holds a {@link FrameRing}: writing to it never waits for a disk, and
 * what it holds outlives a killed process. Its random name is noted in the spool's directory, where
 * the next process finds it. For its owner alone; removed when the spool is closed.
 */
public final class MemoryFile implements AutoCloseable {
  private static final int BYTES = 4 * 1024 * 1024;
  private static final String BEGIN = "turnpike-";
  private static final String END = ".spool";

  private final SegmentDirectory directory;
  private final FrameRing ring;

  private MemoryFile(SegmentDirectory directory, FrameRing ring) {
    this.directory = directory;
    this.ring = ring;
  }

  /**
   * Makes the file. All its memory is taken here: a write that finds none would end the process.
   */
  public static MemoryFile create(SegmentDirectory directory, Path place) throws IOException {
    var file = place.resolve(BEGIN + UUID.randomUUID() + END);
    // Noted first: a file that nobody knows of would stay until the machine is started again.
    Files.writeString(directory.memoryRecord(), file.toString());
    var owner = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (var zeros = ByteBuffer.allocate(BYTES); zeros.hasRemaining(); ) {
        channel.write(zeros);
      }
      return new MemoryFile(directory, new FrameRing(channel.map(MapMode.READ_WRITE, 0, BYTES)));
    } catch (IOException e) {
      remove(directory);
      throw e;
    }
  }

  public FrameRing ring() {
    return ring;
  }

  /** What a process that was killed had not yet written to a segment; empty mostly. */
  public static Optional<FrameRing.Left> left(SegmentDirectory directory) throws IOException {
    var file = noted(directory);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    var memory = ByteBuffer.wrap(Files.readAllBytes(file.get()));
    return Optional.of(FrameRing.left(memory)).filter(left -> left.count() > 0);
  }

  /** Removes the file that is noted, if any, and the note. */
  public static void remove(SegmentDirectory directory) throws IOException {
    var file = noted(directory);
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
    Files.deleteIfExists(directory.memoryRecord());
  }

  /** The file of the note, when it is one of ours: shared memory is a place where others write. */
  private static Optional<Path> noted(SegmentDirectory directory) throws IOException {
    try {
      var note = directory.memoryRecord();
      var file = Path.of(Files.readString(note));
      var name = String.valueOf(file.getFileName());
      boolean ours =
          name.startsWith(BEGIN)
              && name.endsWith(END)
              && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.size(file) <= BYTES
              && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(note));
      return ours ? Optional.of(file) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    remove(directory);
  }
}
