package dev.turnpike.core.access.member;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.OrganizationStore;
import dev.turnpike.core.access.PasswordHasher;
import dev.turnpike.core.access.Role;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Members and their passwords: the first owner, signing in, changing a password. Thread-safe;
 * blocking.
 */
public final class Members {
  /** Long enough for Argon2id to make guessing hopeless, short enough to be typed. */
  public static final int SHORTEST_PASSWORD = 10;

  private static final int LONGEST_PASSWORD = 1024;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");

  private final MemberStore store;
  private final OrganizationStore organizations;
  private final PasswordHasher hasher;
  private final Clock clock;
  private final SignInThrottle throttle;
  private final String nobodysHash;

  /** Each hash takes tens of megabytes: a burst of sign-ins must not take all memory. */
  private final Semaphore hashing = new Semaphore(2);

  public Members(
      MemberStore store, OrganizationStore organizations, PasswordHasher hasher, Clock clock) {
    this.store = store;
    this.organizations = organizations;
    this.hasher = hasher;
    this.clock = clock;
    this.throttle = new SignInThrottle(clock);
    this.nobodysHash = hasher.unmatched();
  }

  /** Whether the installation still waits for its first owner. */
  public boolean needsOwner() {
    return !store.hasOwner();
  }

  /**
   * Creates the first owner. Fields are {@code email} and {@code password}.
   *
   * @return forbidden when there is an owner already
   */
  public Outcome<Member> createFirstOwner(String email, String password) {
    var address = normalized(email);
    var errors = new FieldErrors.Builder();
    if (!EMAIL.matcher(address).matches()) {
      errors.add("email", "Enter an email address, such as you@example.com.");
    }
    checkPassword("password", password, errors);
    if (!errors.isEmpty()) {
      return new Outcome.Invalid<>(errors.build());
    }
    var owner =
        new Member(UUID.randomUUID(), home(), address, hash(password), Role.OWNER, clock.instant());
    return store.insertFirstOwner(owner)
        ? Outcome.created(owner)
        : new Outcome.Forbidden<>("This installation already has an owner. Sign in instead.");
  }

  /**
   * Checks address and password. An unknown address takes as long as a wrong password.
   *
   * @param network where the attempt comes from, for throttling
   */
  public SignIn signIn(String email, String password, String network) {
    var address = normalized(email);
    var wait = throttle.waitFor(address, network);
    if (!wait.isZero()) {
      return new SignIn.Throttled(wait);
    }
    var member = store.findByEmail(address);
    var right = matches(password, member.map(Member::passwordHash).orElse(nobodysHash));
    if (member.isEmpty() || !right) {
      throttle.failed(address, network);
      return new SignIn.Refused();
    }
    throttle.succeeded(address);
    return new SignIn.Welcome(member.get());
  }

  /**
   * Replaces a member's password. Fields are {@code current_password} and {@code new_password}. The
   * caller closes the member's other sessions.
   */
  public Outcome<Member> changePassword(Member member, String current, String next) {
    var errors = new FieldErrors.Builder();
    if (!matches(current, member.passwordHash())) {
      errors.add("current_password", "This is not your current password.");
    }
    checkPassword("new_password", next, errors);
    if (!errors.isEmpty()) {
      return new Outcome.Invalid<>(errors.build());
    }
    store.updatePassword(member.id(), hash(next));
    return Outcome.changed(member);
  }

  private static void checkPassword(String field, String password, FieldErrors.Builder errors) {
    if (password.length() < SHORTEST_PASSWORD) {
      errors.add(field, "Use at least " + SHORTEST_PASSWORD + " characters.");
    } else if (password.length() > LONGEST_PASSWORD) {
      errors.add(field, "Use at most " + LONGEST_PASSWORD + " characters.");
    }
  }

  private OrganizationId home() {
    return organizations
        .first()
        .orElseThrow(() -> new IllegalStateException("there is no organization yet"));
  }

  private static String normalized(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private String hash(String password) {
    hashing.acquireUninterruptibly();
    try {
      return hasher.hash(password);
    } finally {
      hashing.release();
    }
  }

  private boolean matches(String password, String hash) {
    if (password.length() > LONGEST_PASSWORD) {
      return false;
    }
    hashing.acquireUninterruptibly();
    try {
      return hasher.matches(password, hash);
    } finally {
      hashing.release();
    }
  }
}
