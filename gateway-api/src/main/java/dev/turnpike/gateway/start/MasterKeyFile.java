package dev.turnpike.gateway.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnpike.gateway.secrets.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The master key of an installation that was given none: one line of 32 random bytes in Base64,
 * which only its owner can read. Further lines are earlier keys, to open with.
 */
final class MasterKeyFile {
  private MasterKeyFile() {}

  /**
   * The keys of this installation. Those in the settings come first; those of the file stay in the
   * ring, so that a key moves from the file into the settings without anything being typed again.
   *
   * @throws StartFailure when the file cannot be read or written, or holds no key
   */
  static MasterKeys keys(List<String> fromSettings, Path file) {
    try {
      if (fromSettings.isEmpty() && Files.notExists(file)) {
        make(file);
      }
      List<String> fromFile = Files.exists(file) ? read(file) : List.of();
      return MasterKeys.of(Stream.concat(fromSettings.stream(), fromFile.stream()).toList());
    } catch (IOException e) {
      throw new StartFailure(
          "The master key in %s cannot be read or made: %s".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(
          "%s: %s. Restore it from a backup.".formatted(file, e.getMessage()), e);
    }
  }

  private static List<String> read(Path file) throws IOException {
    return Files.readAllLines(file, UTF_8).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    Path fresh = file.resolveSibling("master.key.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, Base64.getEncoder().encodeToString(random) + "\n", UTF_8);
    // Whole or not at all: half a key would seal credentials that the next start cannot open.
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
