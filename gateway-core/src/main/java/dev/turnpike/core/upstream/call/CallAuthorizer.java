package dev.turnpike.core.upstream.call;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.provider.AuthScheme;
import java.util.concurrent.CompletionStage;

/**
 * Proves who calls where a key in a header is not enough: a signature over the finished request, or
 * a token that has to be fetched first. Asked for schemes where {@code AuthScheme.showsKey} is
 * false, right before each try is sent.
 *
 * <p>Never blocks; thread-safe.
 */
public interface CallAuthorizer {
  /**
   * The same call with what proves its sender.
   *
   * @return fails with {@link NotAuthorized} when no proof can be had
   */
  CompletionStage<UpstreamCall> authorize(
      UpstreamCall call, AuthScheme scheme, ProviderCredential credential);

  /** No proof could be had; the message is a sentence for the caller and holds no secret. */
  final class NotAuthorized extends RuntimeException {
    public NotAuthorized(String message) {
      super(message, null, false, false);
    }
  }
}
