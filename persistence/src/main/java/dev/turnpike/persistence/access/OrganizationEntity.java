package dev.turnpike.persistence.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "organization")
class OrganizationEntity extends PanacheEntityBase {
  @Id UUID id;
  String name;

  @Column(name = "created_at")
  Instant createdAt;
}
