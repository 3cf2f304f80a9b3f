package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.UpstreamFault;
import dev.turnpike.core.error.UpstreamRefusal;
import dev.turnpike.core.upstream.call.UpstreamReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a provider's error answer: its words are kept, our credential and its address are not. */
public final class RefusalReader {
  private static final int LONGEST_MESSAGE = 4000;

  /** The status of an error in a stream that does not say which it would have had. */
  private static final int UNSAID = 502;

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

  /** An error the provider told in the middle of its stream: what it would have been outside. */
  public static GatewayError inStream(Deployment deployment, WireError told) {
    var provider = deployment.provider().id().value();
    var message = scrubbed(deployment, told.message());
    return told.status() == UNSAID
        ? new UpstreamFault(UpstreamFault.Kind.STREAM_ERROR, provider, message)
        : new UpstreamRefusal(
            provider, told.status(), message, told.code(), told.type(), told.param(), null);
  }

  /** The text without the provider's credential and address. */
  public static String scrubbed(Deployment deployment, String text) {
    var clean = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    clean = withoutSecrets(deployment, clean);
    var url = deployment.provider().baseUrl();
    clean = clean.replace(url.toString(), "[provider address]");
    return clean.replace(url.getRawAuthority(), "[provider address]");
  }

  /** The text without the provider's credential. */
  public static String withoutSecrets(Deployment deployment, String text) {
    var clean = text;
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
    return clean;
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
