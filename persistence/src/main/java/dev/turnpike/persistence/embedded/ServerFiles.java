package dev.turnpike.persistence.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the server's binaries for this machine out of their jar, once per version. The folder
 * carries the archive's digest in its name and appears whole or not at all, so that a start which
 * was interrupted never leaves half a server behind.
 */
final class ServerFiles {
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private ServerFiles() {}

  /**
   * @param folder where versions are kept side by side
   * @return the folder of this version; {@code bin/postgres} is in it
   */
  static Path unpack(Path folder) throws IOException, DatabaseUnavailable {
    String archive = archive(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    Path target = folder.resolve("postgres-" + digest(archive).substring(0, 12));
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(folder);
    removeOthers(folder);
    Path fresh = Files.createTempDirectory(folder, ".unpacking-");
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, fresh);
      }
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
      delete(fresh); // another process was faster; both unpacked the same bytes
    }
    return target;
  }

  /** Name of the archive for a system, as the binaries' jars call them. */
  static String archive(String osName, String osArch) throws DatabaseUnavailable {
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "darwin" : os;
    String machine =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> osArch;
        };
    String name = "postgres-" + system + "-" + machine + ".txz";
    if (ServerFiles.class.getResource("/" + name) == null) {
      throw new DatabaseUnavailable(
          "No embedded PostgreSQL for %s on %s in this build. Set TURNPIKE_DATABASE_URL to a PostgreSQL of your own."
              .formatted(osName, osArch));
    }
    return name;
  }

  private static InputStream open(String archive) throws IOException {
    InputStream in = ServerFiles.class.getResourceAsStream("/" + archive);
    if (in == null) {
      throw new IOException("missing in the build: " + archive);
    }
    return in;
  }

  private static String digest(String archive) throws IOException {
    try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path file = root.resolve(entry.getName()).normalize();
    if (!file.startsWith(root)) {
      throw new IOException("archive entry leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent(), "inside root"));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    if (entry.getName().startsWith("bin/") || entry.getName().startsWith("./bin/")) {
      Files.setPosixFilePermissions(file, PROGRAM);
    }
  }

  /** Versions of earlier gateways and remains of interrupted unpacking: 60 MB each. */
  private static void removeOthers(Path folder) throws IOException {
    List<Path> others;
    try (var entries = Files.list(folder)) {
      others = entries.toList();
    }
    for (Path other : others) {
      delete(other);
    }
  }

  private static void delete(Path tree) throws IOException {
    List<Path> paths;
    try (var walk = Files.walk(tree)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
