package dev.turnpike.persistence.access;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "virtual_key")
class VirtualKeyEntity extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "organization_id", updatable = false)
  UUID organizationId;

  String name;

  @Column(updatable = false)
  String prefix;

  @Column(updatable = false)
  String digest;

  @Column(name = "may_call")
  boolean mayCall;

  @Column(name = "may_log")
  boolean mayLog;

  @Column(name = "may_manage")
  boolean mayManage;

  @Column(updatable = false)
  String environment;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "max_calls")
  @Nullable Long maxCalls;

  @Column(name = "calls_per_minute")
  @Nullable Integer callsPerMinute;

  @Column(name = "spending_usd")
  @Nullable BigDecimal spendingUsd;

  @Column(name = "log_privacy")
  String logPrivacy;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  static VirtualKeyEntity of(VirtualKey key) {
    var entity = new VirtualKeyEntity();
    entity.id = key.id();
    entity.organizationId = key.organization().value();
    entity.prefix = key.prefix();
    entity.digest = key.digest().hex();
    entity.environment = key.environment().wire();
    entity.createdAt = key.createdAt();
    entity.set(key);
    return entity;
  }

  /** Takes over all that may change. */
  void set(VirtualKey key) {
    name = key.name();
    mayCall = key.rights().contains(Right.CALLS);
    mayLog = key.rights().contains(Right.LOGS);
    mayManage = key.rights().contains(Right.MANAGEMENT);
    expiresAt = key.limits().expiresAt();
    maxCalls = key.limits().maxCalls();
    callsPerMinute = key.limits().callsPerMinute();
    spendingUsd = key.limits().spendingUsd();
    logPrivacy = key.privacy().wire();
    revokedAt = key.revokedAt();
  }

  VirtualKey toKey() {
    return new VirtualKey(
        id,
        new OrganizationId(organizationId),
        name,
        prefix,
        new KeyDigest(digest),
        rights(),
        environment.equals(Environment.TEST.wire()) ? Environment.TEST : Environment.PROD,
        new KeyLimits(expiresAt, maxCalls, callsPerMinute, spendingUsd),
        createdAt,
        revokedAt,
        LogPrivacy.ofWire(logPrivacy).orElseThrow());
  }

  private Set<Right> rights() {
    var rights = EnumSet.noneOf(Right.class);
    if (mayCall) {
      rights.add(Right.CALLS);
    }
    if (mayLog) {
      rights.add(Right.LOGS);
    }
    if (mayManage) {
      rights.add(Right.MANAGEMENT);
    }
    return rights;
  }
}
