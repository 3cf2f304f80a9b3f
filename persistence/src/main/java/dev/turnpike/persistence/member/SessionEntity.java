package dev.turnpike.persistence.member;

import dev.turnpike.core.access.member.Session;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "session")
class SessionEntity extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "member_id")
  UUID memberId;

  String digest;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "last_seen_at")
  Instant lastSeenAt;

  static SessionEntity of(Session session) {
    var row = new SessionEntity();
    row.id = session.id();
    row.memberId = session.memberId();
    row.digest = session.digest();
    row.createdAt = session.createdAt();
    row.lastSeenAt = session.lastSeenAt();
    return row;
  }

  Session toSession() {
    return new Session(id, memberId, digest, createdAt, lastSeenAt);
  }
}
