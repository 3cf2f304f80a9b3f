package dev.turnpike.core.access.member;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.OrganizationStore;
import dev.turnpike.core.access.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members and sessions in memory, for tests. */
final class MembersInMemory implements MemberStore, SessionStore, OrganizationStore {
  static final OrganizationId HOME = new OrganizationId(new UUID(0, 1));

  final Map<UUID, Member> members = new LinkedHashMap<>();
  final Map<UUID, Session> sessions = new LinkedHashMap<>();

  @Override
  public boolean hasOwner() {
    return members.values().stream().anyMatch(m -> m.role() == Role.OWNER);
  }

  @Override
  public Optional<OrganizationId> first() {
    return Optional.of(HOME);
  }

  @Override
  public void insert(OrganizationId id, String name) {
    throw new UnsupportedOperationException("there is one already");
  }

  @Override
  public Optional<Member> findByEmail(String email) {
    return members.values().stream().filter(m -> m.email().equals(email)).findFirst();
  }

  @Override
  public Optional<Member> find(UUID id) {
    return Optional.ofNullable(members.get(id));
  }

  @Override
  public boolean insertFirstOwner(Member owner) {
    if (hasOwner()) {
      return false;
    }
    members.put(owner.id(), owner);
    return true;
  }

  @Override
  public void updatePassword(UUID id, String passwordHash) {
    members.computeIfPresent(
        id,
        (i, m) ->
            new Member(i, m.organization(), m.email(), passwordHash, m.role(), m.createdAt()));
  }

  @Override
  public List<Member> list(OrganizationId organization) {
    return members.values().stream().filter(m -> m.organization().equals(organization)).toList();
  }

  @Override
  public boolean add(Member member) {
    if (findByEmail(member.email()).isPresent()) {
      return false;
    }
    members.put(member.id(), member);
    return true;
  }

  @Override
  public boolean changeRole(UUID id, Role role) {
    if (role != Role.OWNER && isOnlyOwner(id)) {
      return false;
    }
    members.computeIfPresent(
        id,
        (i, m) ->
            new Member(i, m.organization(), m.email(), m.passwordHash(), role, m.createdAt()));
    return true;
  }

  @Override
  public boolean remove(UUID id) {
    return !isOnlyOwner(id) && members.remove(id) != null;
  }

  private boolean isOnlyOwner(UUID id) {
    return members.values().stream()
        .filter(m -> m.role() == Role.OWNER)
        .allMatch(m -> m.id().equals(id));
  }

  @Override
  public void insert(Session session) {
    sessions.put(session.id(), session);
  }

  @Override
  public Optional<SignedIn> find(String digest) {
    return sessions.values().stream()
        .filter(s -> s.digest().equals(digest))
        .findFirst()
        .flatMap(s -> find(s.memberId()).map(m -> new SignedIn(s, m)));
  }

  @Override
  public void touch(UUID id, Instant seenAt) {
    sessions.computeIfPresent(
        id, (i, s) -> new Session(i, s.memberId(), s.digest(), s.createdAt(), seenAt));
  }

  @Override
  public void delete(UUID id) {
    sessions.remove(id);
  }

  @Override
  public void deleteOfMember(UUID memberId, @Nullable UUID keep) {
    sessions.values().removeIf(s -> s.memberId().equals(memberId) && !s.id().equals(keep));
  }

  @Override
  public void deleteStale(Instant openedBefore, Instant seenBefore) {
    sessions
        .values()
        .removeIf(s -> s.createdAt().isBefore(openedBefore) || s.lastSeenAt().isBefore(seenBefore));
  }
}
