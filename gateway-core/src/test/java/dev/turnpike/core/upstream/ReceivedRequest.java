package dev.turnpike.core.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param headerLines in order and as spelled
 * @param body without the framing of chunks
 * @param connection the same number for requests that came over one connection
 */
public record ReceivedRequest(
    String method, String target, List<String> headerLines, byte[] body, int connection) {

  public ReceivedRequest {
    headerLines = List.copyOf(headerLines);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The value of the first header of this name. */
  public Optional<String> header(String name) {
    var prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headerLines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  /** Names of all headers, lower case. */
  public List<String> headerNames() {
    return headerLines.stream()
        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
        .toList();
  }
}
