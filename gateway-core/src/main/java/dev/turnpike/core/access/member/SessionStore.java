package dev.turnpike.core.access.member;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where sessions live. Blocking; each call is one transaction. */
public interface SessionStore {
  void insert(Session session);

  /** The session with this digest, expired or not, and its member. */
  Optional<SignedIn> find(String digest);

  void touch(UUID id, Instant seenAt);

  void delete(UUID id);

  /** Deletes all sessions of a member, but the one to keep. */
  void deleteOfMember(UUID memberId, @Nullable UUID keep);

  /** Deletes sessions opened, or last seen, before these instants. */
  void deleteStale(Instant openedBefore, Instant seenBefore);
}
