package dev.turnpike.core.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The owner of every row: one exists after the first start, more may follow. */
public record OrganizationId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }

  // As a record's own would be; the executable has no compiler for those and takes microseconds.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrganizationId(var otherValue) && value.equals(otherValue);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
