package dev.turnpike.core.snapshot;

import dev.turnpike.core.catalog.SecretVault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The copy as one file, sealed as a whole: names, addresses and key digests are nobody's business
 * either. Not thread-safe: one writer.
 */
public final class SealedSnapshotCopy implements SnapshotCopy {
  private static final String CONTEXT = "snapshot/configuration";
  private static final String FILE = "configuration.sealed";

  private final Path directory;
  private final SecretVault vault;

  /**
   * @param directory made when it is not there, for its owner alone
   */
  public SealedSnapshotCopy(Path directory, SecretVault vault) {
    this.directory = directory;
    this.vault = vault;
  }

  @Override
  public void save(Configuration configuration) throws IOException {
    var sealed = vault.seal(ConfigurationCodec.encode(configuration), CONTEXT);
    Files.createDirectories(directory, ownerOnly("rwx------"));
    var fresh = directory.resolve(FILE + ".new");
    Files.deleteIfExists(fresh);
    try (var file =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly("rw-------"))) {
      var bytes = ByteBuffer.wrap(sealed);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      // Before the rename: otherwise a power failure may leave the new name on an empty file.
      file.force(true);
    }
    Files.move(
        fresh,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    var posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public Optional<Configuration> load() throws IOException {
    byte[] sealed;
    try {
      sealed = Files.readAllBytes(directory.resolve(FILE));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(ConfigurationCodec.decode(vault.open(sealed, CONTEXT)));
    } catch (SecretVault.SecretUnreadable | IllegalArgumentException e) {
      throw new IOException("the copy of the configuration does not open", e);
    }
  }
}
