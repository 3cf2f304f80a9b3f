package dev.turnpike.persistence.member;

import dev.turnpike.core.access.Role;
import dev.turnpike.core.access.member.Member;
import dev.turnpike.core.access.member.MemberStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
@Transactional
class PanacheMemberStore implements MemberStore {
  /** Any number; held until the transaction ends, so that two first owners cannot both be first. */
  private static final String LOCK_FIRST_OWNER = "select pg_advisory_xact_lock(7204001)";

  @Override
  public boolean hasOwner() {
    return MemberEntity.count("role", Role.OWNER) > 0;
  }

  @Override
  public Optional<Member> findByEmail(String email) {
    return MemberEntity.<MemberEntity>find("email", email)
        .firstResultOptional()
        .map(MemberEntity::toMember);
  }

  @Override
  public Optional<Member> find(UUID id) {
    return MemberEntity.<MemberEntity>findByIdOptional(id).map(MemberEntity::toMember);
  }

  @Override
  public boolean insertFirstOwner(Member owner) {
    MemberEntity.getEntityManager().createNativeQuery(LOCK_FIRST_OWNER).getSingleResult();
    if (hasOwner()) {
      return false;
    }
    MemberEntity.of(owner).persist();
    return true;
  }

  @Override
  public void updatePassword(UUID id, String passwordHash) {
    MemberEntity.update("passwordHash = ?1 where id = ?2", passwordHash, id);
  }
}
