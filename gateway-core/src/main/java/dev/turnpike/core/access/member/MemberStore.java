package dev.turnpike.core.access.member;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where members live. Blocking; each call is one transaction. */
public interface MemberStore {
  /** Whether any organization has an owner. */
  boolean hasOwner();

  /** By lower-case address. */
  Optional<Member> findByEmail(String email);

  Optional<Member> find(UUID id);

  /**
   * Stores the very first owner.
   *
   * @return false when there was one already, and nothing was changed; two callers at once: one
   *     wins
   */
  boolean insertFirstOwner(Member owner);

  void updatePassword(UUID id, String passwordHash);

  /** Oldest first. */
  List<Member> list(OrganizationId organization);

  /**
   * Stores a further member.
   *
   * @return false when the address is taken, and nothing was changed
   */
  boolean add(Member member);

  /**
   * @return false when no owner would be left, and nothing was changed; two callers at once: one
   *     wins
   */
  boolean changeRole(UUID id, Role role);

  /**
   * Removes a member and ends their sessions.
   *
   * @return false when no owner would be left, and nothing was changed
   */
  boolean remove(UUID id);
}
