package dev.turnpike.persistence.member;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Role;
import dev.turnpike.core.access.member.Member;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "member")
class MemberEntity extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "organization_id", updatable = false)
  UUID organizationId;

  String email;

  @Column(name = "password_hash")
  String passwordHash;

  @Enumerated(EnumType.STRING)
  Role role;

  @Column(name = "created_at")
  Instant createdAt;

  static MemberEntity of(Member member) {
    var row = new MemberEntity();
    row.id = member.id();
    row.organizationId = member.organization().value();
    row.email = member.email();
    row.passwordHash = member.passwordHash();
    row.role = member.role();
    row.createdAt = member.createdAt();
    return row;
  }

  Member toMember() {
    return new Member(id, new OrganizationId(organizationId), email, passwordHash, role, createdAt);
  }
}
