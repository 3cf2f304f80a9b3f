package dev.turnpike.core.access;

import java.util.Set;
import java.util.UUID;

/** Who a virtual key stands for. Carried by every exchange and every management request. */
public record Principal(
    OrganizationId organization,
    UUID keyId,
    String keyName,
    Set<Right> rights,
    Environment environment) {
  public Principal {
    rights = Set.copyOf(rights);
  }

  public boolean may(Right right) {
    return rights.contains(right);
  }
}
