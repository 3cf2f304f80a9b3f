package dev.turnpike.persistence.member;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Role;
import dev.turnpike.core.access.member.Member;
import dev.turnpike.core.access.member.MemberStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
@Transactional
class PanacheMemberStore implements MemberStore {
  /**
   * Any number; held until the transaction ends, so that two first owners cannot both be first, nor
   * the last two owners remove each other.
   */
  private static final String LOCK_OWNERS = "select pg_advisory_xact_lock(7204001)";

  /** SQL, as each start asks it before anything needs Hibernate's parser of queries. */
  private static final String HAS_OWNER = "select exists (select from member where role = 'OWNER')";

  @Override
  public boolean hasOwner() {
    return (Boolean)
        MemberEntity.getEntityManager()
            .createNativeQuery(HAS_OWNER, Boolean.class)
            .getSingleResult();
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
    lockOwners();
    if (hasOwner()) {
      return false;
    }
    MemberEntity.of(owner).persist();
    return true;
  }

  @Override
  public List<Member> list(OrganizationId organization) {
    return MemberEntity.<MemberEntity>list(
            "organizationId = ?1 order by createdAt, email", organization.value())
        .stream()
        .map(MemberEntity::toMember)
        .toList();
  }

  @Override
  public boolean add(Member member) {
    lockOwners();
    if (findByEmail(member.email()).isPresent()) {
      return false;
    }
    MemberEntity.of(member).persist();
    return true;
  }

  @Override
  public boolean changeRole(UUID id, Role role) {
    lockOwners();
    if (role != Role.OWNER && isOnlyOwner(id)) {
      return false;
    }
    MemberEntity.update("role = ?1 where id = ?2", role, id);
    return true;
  }

  @Override
  public boolean remove(UUID id) {
    lockOwners();
    return !isOnlyOwner(id) && MemberEntity.delete("id", id) > 0;
  }

  private static boolean isOnlyOwner(UUID id) {
    return MemberEntity.count("role = ?1 and id <> ?2", Role.OWNER, id) == 0;
  }

  private static void lockOwners() {
    MemberEntity.getEntityManager().createNativeQuery(LOCK_OWNERS).getSingleResult();
  }

  @Override
  public void updatePassword(UUID id, String passwordHash) {
    MemberEntity.update("passwordHash = ?1 where id = ?2", passwordHash, id);
  }
}
