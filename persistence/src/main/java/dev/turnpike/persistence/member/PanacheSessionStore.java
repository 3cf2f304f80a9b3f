package dev.turnpike.persistence.member;

import dev.turnpike.core.access.member.Session;
import dev.turnpike.core.access.member.SessionStore;
import dev.turnpike.core.access.member.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PanacheSessionStore implements SessionStore {
  @Override
  public void insert(Session session) {
    SessionEntity.of(session).persist();
  }

  @Override
  public Optional<SignedIn> find(String digest) {
    return SessionEntity.<SessionEntity>find("digest", digest)
        .firstResultOptional()
        .flatMap(
            row ->
                MemberEntity.<MemberEntity>findByIdOptional(row.memberId)
                    .map(member -> new SignedIn(row.toSession(), member.toMember())));
  }

  @Override
  public void touch(UUID id, Instant seenAt) {
    SessionEntity.update("lastSeenAt = ?1 where id = ?2", seenAt, id);
  }

  @Override
  public void delete(UUID id) {
    SessionEntity.deleteById(id);
  }

  @Override
  public void deleteOfMember(UUID memberId, @Nullable UUID keep) {
    if (keep == null) {
      SessionEntity.delete("memberId", memberId);
    } else {
      SessionEntity.delete("memberId = ?1 and id <> ?2", memberId, keep);
    }
  }

  @Override
  public void deleteStale(Instant openedBefore, Instant seenBefore) {
    SessionEntity.delete("createdAt < ?1 or lastSeenAt < ?2", openedBefore, seenBefore);
  }
}
