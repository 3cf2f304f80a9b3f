package dev.turnpike.core.access.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.PasswordHasher;
import dev.turnpike.core.access.Role;
import dev.turnpike.core.error.Outcome;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamTest {
  private static final OrganizationId HOME = MembersInMemory.HOME;

  private final MembersInMemory store = new MembersInMemory();
  private final SettableClock clock = new SettableClock();
  private final PasswordHasher hasher =
      new PasswordHasher() {
        @Override
        public String hash(String password) {
          return "plain " + password;
        }

        @Override
        public String unmatched() {
          return "none";
        }

        @Override
        public boolean matches(String password, String hash) {
          return hash.equals(hash(password));
        }
      };
  private final Members members = new Members(store, store, hasher, clock);
  private final Team team = new Team(store, hasher, new SecureRandom(), clock);

  @BeforeEach
  void makeTheOwner() {
    members.createFirstOwner("ada@example.com", "a long enough password");
  }

  @Test
  void addsAMemberWhoSignsInWithThePasswordShown() {
    var made = added(team.add(HOME, " Grace@Example.com ", "editor"));

    assertThat(made.member().role()).isEqualTo(Role.EDITOR);
    assertThat(made.password()).matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}");
    assertThat(members.signIn("grace@example.com", made.password(), "10.0.0.1"))
        .isInstanceOf(SignIn.Welcome.class);
    assertThat(made.toString()).doesNotContain(made.password());
  }

  @Test
  void namesEveryBadField() {
    assertThat(team.add(HOME, "grace", "king"))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid -> assertThat(invalid.errors().byField()).containsOnlyKeys("email", "role"));
    assertThat(team.add(HOME, "ADA@example.com", "viewer"))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class,
            invalid -> assertThat(invalid.errors().byField()).containsOnlyKeys("email"));
  }

  @Test
  void keepsTheLastOwner() {
    var ada = store.findByEmail("ada@example.com").orElseThrow();

    assertThat(team.remove(HOME, ada.id())).isInstanceOf(Outcome.Forbidden.class);
    assertThat(team.changeRole(HOME, ada.id(), "viewer")).isInstanceOf(Outcome.Forbidden.class);

    var grace = added(team.add(HOME, "grace@example.com", "owner")).member();
    assertThat(team.changeRole(HOME, ada.id(), "viewer")).isInstanceOf(Outcome.Done.class);
    assertThat(team.remove(HOME, grace.id())).isInstanceOf(Outcome.Forbidden.class);
    assertThat(team.remove(HOME, ada.id())).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void replacesAForgottenPassword() {
    var first = added(team.add(HOME, "grace@example.com", "viewer"));

    var second = added(team.renewPassword(HOME, first.member().id()));

    assertThat(members.signIn("grace@example.com", first.password(), "10.0.0.1"))
        .isInstanceOf(SignIn.Refused.class);
    assertThat(members.signIn("grace@example.com", second.password(), "10.0.0.1"))
        .isInstanceOf(SignIn.Welcome.class);
  }

  @Test
  void knowsNobodyOfAnotherOrganization() {
    var ada = store.findByEmail("ada@example.com").orElseThrow();
    var other = new OrganizationId(new UUID(0, 2));

    assertThat(team.remove(other, ada.id())).isInstanceOf(Outcome.Missing.class);
    assertThat(team.renewPassword(other, ada.id())).isInstanceOf(Outcome.Missing.class);
    assertThat(team.changeRole(other, ada.id(), "viewer")).isInstanceOf(Outcome.Missing.class);
  }

  private static NewMember added(Outcome<NewMember> outcome) {
    if (outcome instanceof Outcome.Done<NewMember> done) {
      return done.value();
    }
    throw new AssertionError(outcome);
  }
}
