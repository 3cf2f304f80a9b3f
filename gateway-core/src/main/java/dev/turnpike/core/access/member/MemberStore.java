package dev.turnpike.core.access.member;

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
}
