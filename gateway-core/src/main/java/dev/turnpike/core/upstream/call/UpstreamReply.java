package dev.turnpike.core.upstream.call;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The head of a provider's answer.
 *
 * @param header the first value of a header by lower-case name
 */
public record UpstreamReply(int status, Function<String, @Nullable String> header) {

  public boolean isRedirect() {
    return status >= 300 && status < 400;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The media type without parameters, lower case; empty when none was told. */
  public String mediaType() {
    var told = Optional.ofNullable(header.apply("content-type")).orElse("");
    int end = told.indexOf(';');
    return (end < 0 ? told : told.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  public boolean isEventStream() {
    return mediaType().equals("text/event-stream");
  }

  /** Whether a person's page came instead of a program's answer. */
  public boolean isPage() {
    return mediaType().equals("text/html") || mediaType().equals("application/xhtml+xml");
  }
}
