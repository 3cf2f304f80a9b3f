package dev.turnpike.console.shell;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;

/** The static files' common version, part of their addresses: an upgrade is seen at once. */
@Singleton
@Named("assets")
public class Assets {
  private static final List<String> FILES =
      List.of(
          "app.css",
          "icons.svg",
          "behaviour.js",
          "charts.js",
          "keyboard.js",
          "tail.js",
          "times.js");

  private final String version;

  Assets() {
    var sum = new CRC32();
    for (var file : FILES) {
      try (InputStream in =
          Assets.class.getResourceAsStream("/META-INF/resources/console/assets/" + file)) {
        if (in == null) {
          throw new IllegalStateException("missing from the build: " + file);
        }
        sum.update(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    version = Long.toHexString(sum.getValue());
  }

  public String version() {
    return version;
  }
}
