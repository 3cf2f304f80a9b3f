package dev.turnpike.persistence.access;

import dev.turnpike.core.access.VirtualKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The keys of every organization, for the snapshot; inside its transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class KeyRows {
  public List<VirtualKey> keys() {
    return VirtualKeyEntity.<VirtualKeyEntity>listAll().stream()
        .map(VirtualKeyEntity::toKey)
        .toList();
  }
}
