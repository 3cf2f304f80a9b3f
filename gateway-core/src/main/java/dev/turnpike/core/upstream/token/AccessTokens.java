package dev.turnpike.core.upstream.token;

import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens while they hold. However many calls want one at once, it is asked for once; before
 * it ends a new one is asked for while calls go on with the old. A refusal is kept for nobody: the
 * next call asks again. Thread-safe; never blocks.
 */
public final class AccessTokens {
  /** From here on a token is renewed beside the calls that still use it. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  /** From here on it is used no more: it could end on the way. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private static final int MOST = 1_000;

  private final TokenEndpoint endpoint;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  public AccessTokens(TokenEndpoint endpoint, InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /** No token was given; the message is a sentence without secrets. */
  public static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private static final class Kept {
    private @Nullable AccessToken token;
    private @Nullable CompletableFuture<AccessToken> underWay;
  }

  /**
   * A token that holds for the next half minute at least.
   *
   * @return fails with {@link Refused}
   */
  public CompletionStage<AccessToken> get(TokenSource source) {
    if (kept.size() >= MOST) {
      forgetEnded();
    }
    var entry = kept.computeIfAbsent(source.identity(), id -> new Kept());
    var fresh = new CompletableFuture<AccessToken>();
    CompletableFuture<AccessToken> asked;
    synchronized (entry) {
      var token = entry.token;
      if (token != null && clock.instant().isBefore(token.expires().minus(EARLY))) {
        return CompletableFuture.completedStage(token);
      }
      var underWay = entry.underWay;
      asked = underWay == null ? fresh : underWay;
      entry.underWay = asked;
    }
    if (asked == fresh) {
      ask(source, entry, asked);
    }
    synchronized (entry) {
      var token = entry.token;
      return token != null && clock.instant().isBefore(token.expires().minus(LATE))
          ? CompletableFuture.completedStage(token)
          : asked;
    }
  }

  private void ask(TokenSource source, Kept entry, CompletableFuture<AccessToken> asked) {
    endpoint
        .post(source.request(clock.instant()))
        .thenApply(this::read)
        .whenComplete(
            (token, failure) -> {
              synchronized (entry) {
                entry.underWay = null;
                entry.token = token != null ? token : entry.token;
              }
              if (token != null) {
                asked.complete(token);
              } else {
                asked.completeExceptionally(refused(failure));
              }
            });
  }

  private static Refused refused(@Nullable Throwable failure) {
    var cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
    return cause instanceof Refused refused
        ? refused
        : new Refused("its token service cannot be reached.");
  }

  private AccessToken read(TokenEndpoint.Reply reply) {
    var body = Json.objectOrNull(reply.body());
    if (body == null) {
      throw new Refused("its token service answered " + reply.status() + " without JSON.");
    }
    var value = Json.text(body, "access_token");
    if (reply.status() != 200 || value.isEmpty()) {
      var why = Json.text(body, "error_description");
      var code = Json.text(body, "error");
      throw new Refused(
          "its token service refused the credential (status %d). %s"
              .formatted(reply.status(), ErrorText.clean(why.isEmpty() ? code : why))
              .strip());
    }
    // Both vendors say it; an answer without is good for one call.
    return new AccessToken(value, clock.instant().plusSeconds(Json.count(body, "expires_in")));
  }

  private void forgetEnded() {
    var now = clock.instant();
    kept.values()
        .removeIf(
            entry -> {
              synchronized (entry) {
                return entry.underWay == null
                    && (entry.token == null || entry.token.expires().isBefore(now));
              }
            });
  }
}
