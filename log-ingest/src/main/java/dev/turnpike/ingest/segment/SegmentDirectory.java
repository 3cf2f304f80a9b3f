package dev.turnpike.ingest.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of a spool: numbered segments, the checkpoint, and what was kept aside. */
public final class SegmentDirectory {
  private static final Pattern NAME = Pattern.compile("segment-(\\d{12})\\.spool");

  private final Path directory;

  public SegmentDirectory(Path directory) {
    this.directory = directory;
  }

  /** Makes the directory, for the owner alone where the file system knows owners. */
  public void create() throws IOException {
    Files.createDirectories(directory);
    OwnerOnly.restrict(directory);
  }

  public Path file(long segment) {
    return directory.resolve(String.format(Locale.ROOT, "segment-%012d.spool", segment));
  }

  Path checkpointFile() {
    return directory.resolve("checkpoint");
  }

  Path memoryRecord() {
    return directory.resolve("memory");
  }

  /** Where frames that could not be read and spans that could not be stored are kept. */
  public Path quarantine() {
    return directory.resolve("quarantine");
  }

  /** Numbers of the segments that exist, oldest first. */
  public List<Long> segments() {
    try (var files = Files.list(directory)) {
      return files.map(SegmentDirectory::number).flatMap(Optional::stream).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Long> number(Path file) {
    var matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
  }

  /** Bytes of a segment; 0 when it is gone. */
  public long size(long segment) throws IOException {
    try {
      return Files.size(file(segment));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  public void delete(long segment) throws IOException {
    Files.deleteIfExists(file(segment));
  }

  /**
   * Cuts off the half frame the last process was writing when it ended: its receipt was never
   * given. Only the newest segment can end so. A last frame of full length that is not intact
   * stays: it was written whole and damaged later, which the reader reports.
   *
   * @return bytes cut off
   */
  long cutTornTail() throws IOException {
    var segments = segments();
    if (segments.isEmpty()) {
      return 0;
    }
    var file = file(segments.getLast());
    var size = Files.size(file);
    var end = size;
    try (var reader = SegmentReader.open(file, 0, size)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        if (piece.get() instanceof SegmentReader.Piece.Damage damage
            && damage.end() == size
            && !reader.isFullLength(damage)) {
          end = damage.from();
        }
      }
    }
    if (end < size) {
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    }
    return size - end;
  }

  /**
   * Makes new and deleted names survive a power failure; file systems that cannot are left alone.
   */
  void force() {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directory; there names are journalled by the file system itself.
      return;
    }
  }
}
