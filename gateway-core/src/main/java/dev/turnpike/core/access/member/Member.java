package dev.turnpike.core.access.member;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * A person who may sign in to the console.
 *
 * @param email lower case, unique in the installation
 * @param passwordHash as the password hasher made it; never shown
 */
public record Member(
    UUID id,
    OrganizationId organization,
    String email,
    String passwordHash,
    Role role,
    Instant createdAt) {

  /** Whether the member's role includes the wanted one. */
  public boolean is(Role wanted) {
    return role.compareTo(wanted) <= 0;
  }

  @Override
  public String toString() {
    return "Member[" + email + ", " + role + "]";
  }
}
