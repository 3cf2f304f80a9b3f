package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.error.UpstreamRefusal;
import dev.turnpike.core.upstream.call.UpstreamReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a provider's error answer: its words are kept, our credential and its address are not. */
public final class RefusalReader {
  private static final int LONGEST_MESSAGE = 4000;

  private RefusalReader() {}

  public static UpstreamRefusal read(
      Deployment deployment, DialectId dialect, UpstreamReply reply, byte[] body) {
    var told = Dialects.ofProvider(dialect).readError(reply.status(), body);
    return new UpstreamRefusal(
        deployment.provider().id().value(),
        reply.status(),
        scrubbed(deployment, told.message()),
        told.code(),
        told.type(),
        told.param(),
        retryAfter(reply));
  }

  /** The text without the provider's credential and address. */
  public static String scrubbed(Deployment deployment, String text) {
    var clean = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    var credential = deployment.credential();
    if (credential.apiKey() != null) {
      clean = without(clean, credential.apiKey());
    }
    for (var value : credential.headers().values()) {
      clean = without(clean, value);
    }
    for (var secret : credential.fields().values()) {
      clean = without(clean, secret);
    }
    var url = deployment.provider().baseUrl();
    clean = clean.replace(url.toString(), "[provider address]");
    return clean.replace(url.getRawAuthority(), "[provider address]");
  }

  /** Short values are words like any other: to blank them out would only garble the message. */
  private static String without(String text, String secret) {
    return secret.length() < 6 ? text : text.replace(secret, "***");
  }

  private static @Nullable Duration retryAfter(UpstreamReply reply) {
    var told = reply.header().apply("retry-after");
    if (told == null || !told.matches("\\d{1,6}")) {
      return null;
    }
    return Duration.ofSeconds(Long.parseLong(told));
  }
}
