package dev.turnpike.gateway.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway keeps what must survive it. Holds prompts and keys, so its owner alone may
 * enter.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /** The embedded database. */
  Path database() {
    return root.resolve("pg");
  }

  /** The programs of the embedded database; made anew when missing. */
  Path databasePrograms() {
    return root.resolve("pg-server");
  }

  /** Log segments that are not in the database yet. */
  public Path spool() {
    return root.resolve("spool");
  }

  /** The last configuration, sealed: what a start without a database serves by. */
  public Path snapshot() {
    return root.resolve("snapshot");
  }

  Path masterKey() {
    return root.resolve("master.key");
  }

  /**
   * Makes what is missing, and closes the folder to others.
   *
   * @throws StartFailure when the folder cannot be used
   */
  void prepare() {
    try {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, OWNER_ONLY);
      Files.createDirectories(spool());
      Files.createDirectories(snapshot());
    } catch (FileSystemException e) {
      throw new StartFailure("TURNPIKE_DATA_DIR: " + why(e), e);
    } catch (IOException e) {
      throw new StartFailure(
          "TURNPIKE_DATA_DIR: %s cannot be used: %s".formatted(root, e.getMessage()), e);
    }
  }

  /**
   * Keeps other gateways out for the rest of this process' life; the system releases the lock
   * however the process ends.
   *
   * @throws StartFailure when another gateway has it
   */
  FileChannel lock() {
    Path file = root.resolve("lock");
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return channel;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      throw taken(e);
    } catch (IOException e) {
      throw new StartFailure(
          "TURNPIKE_DATA_DIR: %s cannot be locked: %s".formatted(file, e.getMessage()), e);
    }
    throw taken(null);
  }

  boolean hasSnapshot() {
    try (var files = Files.list(snapshot())) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      return false; // then there is nothing to serve by
    }
  }

  private StartFailure taken(@Nullable Throwable cause) {
    return new StartFailure(
        "Another Turnpike is running on the data directory %s. Stop it first, or give this one a TURNPIKE_DATA_DIR of its own."
            .formatted(root),
        cause);
  }

  private String why(FileSystemException e) {
    return switch (e) {
      case AccessDeniedException denied ->
          "no permission for %s. The user who runs Turnpike must own %s, or choose another folder."
              .formatted(denied.getFile(), root);
      case FileAlreadyExistsException file ->
          "%s is a file, not a folder".formatted(file.getFile());
      default ->
          "%s cannot be used: %s"
              .formatted(
                  e.getFile(),
                  e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
    };
  }
}
