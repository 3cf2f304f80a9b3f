package dev.turnpike.core.access;

import java.util.UUID;

/** The owner of every row: one exists after the first start, more may follow. */
public record OrganizationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
