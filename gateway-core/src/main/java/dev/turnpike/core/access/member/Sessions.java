package dev.turnpike.core.access.member;

import dev.turnpike.core.access.KeyDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens, finds and closes console sessions. The browser holds 256 random bits, the store only their
 * digest, so that a stolen table signs nobody in. Thread-safe; blocking.
 */
public final class Sessions {
  /** Unused this long, a session is over. */
  public static final Duration IDLE = Duration.ofHours(12);

  /** Used or not, a session is over after this. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** A session in use writes its row at most this often. */
  private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Clock clock;
  private final SecureRandom random;

  public Sessions(SessionStore store, Clock clock, SecureRandom random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /** A new session for a member who has just shown who they are. */
  public Opened open(Member member) {
    var now = clock.instant();
    store.deleteStale(now.minus(LONGEST), now.minus(IDLE));
    var bits = new byte[32];
    random.nextBytes(bits);
    var cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    var session = new Session(UUID.randomUUID(), member.id(), digest(cookie), now, now);
    store.insert(session);
    return new Opened(session, cookie);
  }

  /** The living session this cookie value stands for; notes that it was seen. */
  public Optional<SignedIn> find(String cookie) {
    var now = clock.instant();
    var found = store.find(digest(cookie)).filter(s -> lives(s.session(), now));
    found.ifPresent(
        s -> {
          if (s.session().lastSeenAt().plus(TOUCH_EVERY).isBefore(now)) {
            store.touch(s.session().id(), now);
          }
        });
    return found;
  }

  public void close(UUID id) {
    store.delete(id);
  }

  /** Closes every session of the member, but the one to keep. */
  public void closeAllOf(UUID memberId, @Nullable UUID keep) {
    store.deleteOfMember(memberId, keep);
  }

  private static boolean lives(Session session, Instant now) {
    return now.isBefore(session.createdAt().plus(LONGEST))
        && now.isBefore(session.lastSeenAt().plus(IDLE));
  }

  private static String digest(String cookie) {
    return KeyDigest.of(cookie).hex();
  }

  /**
   * A session just opened.
   *
   * @param cookie the value for the browser; known only here and there
   */
  public record Opened(Session session, String cookie) {
    @Override
    public String toString() {
      return "Opened[" + session.id() + "]";
    }
  }
}
