package dev.turnpike.core.access.member;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.PasswordHasher;
import dev.turnpike.core.access.Role;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The members of an organization, as its owners change them: add, give another role, give a new
 * password, remove. There is always an owner left. Thread-safe; blocking.
 *
 * <p>Nothing is mailed, since an installation may have no way to: a new member's password is shown
 * to the owner, who passes it on.
 */
public final class Team {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");
  private static final String LAST_OWNER =
      "This is the only owner. Make another member an owner first.";

  private final MemberStore store;
  private final PasswordHasher hasher;
  private final SecureRandom random;
  private final Clock clock;

  public Team(MemberStore store, PasswordHasher hasher, SecureRandom random, Clock clock) {
    this.store = store;
    this.hasher = hasher;
    this.random = random;
    this.clock = clock;
  }

  /** Oldest first. */
  public List<Member> list(OrganizationId organization) {
    return store.list(organization);
  }

  /** Adds a member. Fields are {@code email} and {@code role}. */
  public Outcome<NewMember> add(OrganizationId organization, String email, String role) {
    var address = email.strip().toLowerCase(Locale.ROOT);
    var wanted = role(role);
    var errors = new FieldErrors.Builder();
    if (!EMAIL.matcher(address).matches()) {
      errors.add("email", "Enter an email address, such as you@example.com.");
    }
    if (wanted.isEmpty()) {
      errors.add("role", "Choose owner, editor or viewer.");
    }
    if (!errors.isEmpty()) {
      return new Outcome.Invalid<>(errors.build());
    }
    var password = RandomWord.of(random);
    var member =
        new Member(
            UUID.randomUUID(),
            organization,
            address,
            hasher.hash(password),
            wanted.orElseThrow(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return store.add(member)
        ? Outcome.created(new NewMember(member, password))
        : Outcome.invalid("email", "There is a member with this address already.");
  }

  /** Gives a member a new password; the caller closes their sessions. */
  public Outcome<NewMember> renewPassword(OrganizationId organization, UUID id) {
    var found = find(organization, id);
    if (found.isEmpty()) {
      return Outcome.missing();
    }
    var password = RandomWord.of(random);
    store.updatePassword(id, hasher.hash(password));
    return Outcome.changed(new NewMember(found.get(), password));
  }

  public Outcome<Member> changeRole(OrganizationId organization, UUID id, String role) {
    var found = find(organization, id);
    var wanted = role(role);
    if (found.isEmpty()) {
      return Outcome.missing();
    }
    if (wanted.isEmpty()) {
      return Outcome.invalid("role", "Choose owner, editor or viewer.");
    }
    return store.changeRole(id, wanted.get())
        ? Outcome.changed(store.find(id).orElse(found.get()))
        : new Outcome.Forbidden<>(LAST_OWNER);
  }

  /** Removes a member; their sessions end with them. */
  public Outcome<Member> remove(OrganizationId organization, UUID id) {
    var found = find(organization, id);
    if (found.isEmpty()) {
      return Outcome.missing();
    }
    return store.remove(id) ? Outcome.changed(found.get()) : new Outcome.Forbidden<>(LAST_OWNER);
  }

  private Optional<Member> find(OrganizationId organization, UUID id) {
    return store.find(id).filter(m -> m.organization().equals(organization));
  }

  private static Optional<Role> role(String word) {
    return Arrays.stream(Role.values())
        .filter(r -> r.name().equalsIgnoreCase(word.strip()))
        .findFirst();
  }
}
