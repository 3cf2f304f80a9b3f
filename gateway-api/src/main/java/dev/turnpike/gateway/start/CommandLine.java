package dev.turnpike.gateway.start;

import dev.turnpike.gateway.convert.Convert;
import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What may follow the program's name; little, since settings are environment variables. */
final class CommandLine {
  private static final String HELP =
      """
      Turnpike, a self-hosted LLM gateway. Started without options it serves until it is stopped.

        --version  print the version and leave
        --help     print this text and leave
        convert    turn the configuration of another gateway into this one's; `convert` alone tells more

      Settings are environment variables, such as TURNPIKE_PORT=9090 or TURNPIKE_DATA_DIR=/srv/turnpike.
      A wrong value is told at once, by its name; the page "Settings" of the documentation lists them all.\
      """;

  private CommandLine() {}

  /**
   * The text that was asked for; empty when the gateway is to be started.
   *
   * @throws StartFailure naming the argument that means nothing
   */
  static Optional<String> answer(String... arguments) {
    if (arguments.length == 0) {
      return Optional.empty();
    }
    return switch (arguments[0]) {
      case "--version", "-V" -> Optional.of(version());
      case "--help", "-h" -> Optional.of(HELP);
      case "convert" -> Optional.of(converted(arguments));
      default ->
          throw new StartFailure(
              "no such option: "
                  + arguments[0]
                  + ". Settings are environment variables; see --help.");
    };
  }

  private static String converted(String... arguments) {
    try {
      return Convert.run(List.of(arguments).subList(1, arguments.length));
    } catch (IllegalArgumentException e) {
      throw new StartFailure(String.valueOf(e.getMessage()));
    }
  }

  private static String version() {
    var made =
        ImageMode.current().isNativeImage()
            ? "native executable for " + System.getProperty("os.name")
            : "Java " + Runtime.version().feature();
    return "turnpike %s (%s, %s)".formatted(number(), made, System.getProperty("os.arch"));
  }

  private static String number() {
    try (InputStream in = CommandLine.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
