package dev.turnpike.ingest.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Up to where spans are stored. Written after each batch by replacing the file; an old or lost one
 * costs only repeated work, since storing is idempotent.
 */
public final class Checkpoint {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\n");

  private final SegmentDirectory directory;

  public Checkpoint(SegmentDirectory directory) {
    this.directory = directory;
  }

  /** Empty when there is none or it cannot be understood: then begin at the oldest segment. */
  public Optional<SpoolPosition> read() throws IOException {
    try {
      var matcher =
          FORM.matcher(Files.readString(directory.checkpointFile(), StandardCharsets.ISO_8859_1));
      return matcher.matches()
          ? Optional.of(
              new SpoolPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  public void write(SpoolPosition position) throws IOException {
    var file = directory.checkpointFile();
    var next = file.resolveSibling("checkpoint.next");
    Files.writeString(next, position.segment() + " " + position.offset() + "\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
