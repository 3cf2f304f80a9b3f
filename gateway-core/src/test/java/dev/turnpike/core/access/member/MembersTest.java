package dev.turnpike.core.access.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.PasswordHasher;
import dev.turnpike.core.access.Role;
import dev.turnpike.core.error.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MembersTest {
  private static final String EMAIL = "ada@example.com";
  private static final String PASSWORD = "a long enough password";

  private final MembersInMemory store = new MembersInMemory();
  private final SettableClock clock = new SettableClock();
  private final AtomicInteger comparisons = new AtomicInteger();
  private final Members members = new Members(store, store, new PlainHasher(), clock);

  @Test
  void createsTheFirstOwnerOnce() {
    var first = members.createFirstOwner("  Ada@Example.com ", PASSWORD);
    var second = members.createFirstOwner("eve@example.com", PASSWORD);

    assertThat(first)
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done -> assertThat(((Member) done.value()).email()).isEqualTo(EMAIL));
    assertThat(second).isInstanceOf(Outcome.Forbidden.class);
    assertThat(store.members.values()).extracting(Member::role).containsExactly(Role.OWNER);
    assertThat(members.needsOwner()).isFalse();
  }

  @Test
  void namesEveryBadFieldOfAnOwner() {
    var outcome = members.createFirstOwner("ada", "short");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid ->
                assertThat(invalid.errors().byField()).containsOnlyKeys("email", "password"));
    assertThat(members.needsOwner()).isTrue();
  }

  @Test
  void letsInWhoKnowsThePassword() {
    members.createFirstOwner(EMAIL, PASSWORD);

    assertThat(members.signIn("ADA@example.com", PASSWORD, "10.0.0.1"))
        .isInstanceOf(SignIn.Welcome.class);
    assertThat(members.signIn(EMAIL, PASSWORD + "!", "10.0.0.1"))
        .isInstanceOf(SignIn.Refused.class);
  }

  @Test
  void comparesAHashForUnknownAddressesToo() {
    members.createFirstOwner(EMAIL, PASSWORD);

    members.signIn("nobody@example.com", PASSWORD, "10.0.0.1");

    assertThat(comparisons).hasValue(1);
  }

  @Test
  void makesAnAccountWaitAfterFiveFailuresWithoutLookingAtThePassword() {
    members.createFirstOwner(EMAIL, PASSWORD);
    for (int i = 0; i < 5; i++) {
      members.signIn(EMAIL, "wrong", "10.0.0." + i);
    }
    comparisons.set(0);

    var tooSoon = members.signIn(EMAIL, PASSWORD, "10.0.1.1");
    clock.pass(Duration.ofSeconds(1));
    var inTime = members.signIn(EMAIL, PASSWORD, "10.0.1.1");

    assertThat(tooSoon).isEqualTo(new SignIn.Throttled(Duration.ofSeconds(1)));
    assertThat(inTime).isInstanceOf(SignIn.Welcome.class);
    assertThat(comparisons).hasValue(1);
  }

  @Test
  void neverLocksAnAccountForMoreThanAMinute() {
    members.createFirstOwner(EMAIL, PASSWORD);
    for (int i = 0; i < 40; i++) {
      members.signIn(EMAIL, "wrong", "10.0.0." + i);
      clock.pass(Duration.ofMinutes(1));
    }

    assertThat(members.signIn(EMAIL, PASSWORD, "10.0.1.1")).isInstanceOf(SignIn.Welcome.class);
  }

  @Test
  void makesAnAddressWaitThatTriesManyAccounts() {
    members.createFirstOwner(EMAIL, PASSWORD);
    for (int i = 0; i < 20; i++) {
      members.signIn("guess" + i + "@example.com", "wrong", "10.6.6.6");
    }

    assertThat(members.signIn(EMAIL, PASSWORD, "10.6.6.6")).isInstanceOf(SignIn.Throttled.class);
    assertThat(members.signIn(EMAIL, PASSWORD, "10.0.0.1")).isInstanceOf(SignIn.Welcome.class);
  }

  @Test
  void changesAPasswordOnlyForWhoKnowsTheOldOne() {
    members.createFirstOwner(EMAIL, PASSWORD);
    var member = store.findByEmail(EMAIL).orElseThrow();

    var refused = members.changePassword(member, "not it", "another long password");
    var done = members.changePassword(member, PASSWORD, "another long password");

    assertThat(refused)
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid -> assertThat(invalid.errors().byField()).containsOnlyKeys("current_password"));
    assertThat(done).isInstanceOf(Outcome.Done.class);
    assertThat(members.signIn(EMAIL, "another long password", "10.0.0.1"))
        .isInstanceOf(SignIn.Welcome.class);
  }

  @Test
  void tellsNoHashInItsText() {
    members.createFirstOwner(EMAIL, PASSWORD);

    assertThat(store.findByEmail(EMAIL).orElseThrow().toString())
        .isEqualTo("Member[ada@example.com, OWNER]");
  }

  /** Reversible, so fast; the real one has tests of its own. */
  private final class PlainHasher implements PasswordHasher {
    @Override
    public String hash(String password) {
      return "plain:" + password;
    }

    @Override
    public String unmatched() {
      return "none";
    }

    @Override
    public boolean matches(String password, String hash) {
      comparisons.incrementAndGet();
      return hash.equals("plain:" + password);
    }
  }
}
