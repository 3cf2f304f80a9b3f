package dev.turnpike.core.access.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final MembersInMemory store = new MembersInMemory();
  private final SettableClock clock = new SettableClock();
  private final Sessions sessions = new Sessions(store, clock, new SecureRandom());
  private final Member ada =
      new Member(
          UUID.randomUUID(),
          MembersInMemory.HOME,
          "ada@example.com",
          "#",
          Role.OWNER,
          Instant.EPOCH);

  SessionsTest() {
    store.insertFirstOwner(ada);
  }

  @Test
  void findsTheMemberByTheCookieAndStoresOnlyItsDigest() {
    var opened = sessions.open(ada);

    assertThat(sessions.find(opened.cookie())).map(SignedIn::member).contains(ada);
    assertThat(opened.cookie()).hasSize(43);
    assertThat(opened.session().digest()).hasSize(64).doesNotContain(opened.cookie());
    assertThat(opened.toString()).doesNotContain(opened.cookie());
  }

  @Test
  void knowsNoMadeUpCookie() {
    sessions.open(ada);

    assertThat(sessions.find("A".repeat(43))).isEmpty();
  }

  @Test
  void endsWhenUnusedForTwelveHours() {
    var opened = sessions.open(ada);
    clock.pass(Duration.ofHours(11));
    assertThat(sessions.find(opened.cookie())).isPresent();
    clock.pass(Duration.ofHours(11));
    assertThat(sessions.find(opened.cookie())).isPresent();

    clock.pass(Duration.ofHours(12));

    assertThat(sessions.find(opened.cookie())).isEmpty();
  }

  @Test
  void endsAfterAWeekHoweverMuchItIsUsed() {
    var opened = sessions.open(ada);
    for (int hours = 0; hours < 7 * 24; hours += 8) {
      assertThat(sessions.find(opened.cookie())).isPresent();
      clock.pass(Duration.ofHours(8));
    }

    assertThat(sessions.find(opened.cookie())).isEmpty();
  }

  @Test
  void endsAtOnceWhenClosed() {
    var phone = sessions.open(ada);
    var laptop = sessions.open(ada);

    sessions.close(phone.session().id());

    assertThat(sessions.find(phone.cookie())).isEmpty();
    assertThat(sessions.find(laptop.cookie())).isPresent();
  }

  @Test
  void closesAllButOneOfAMember() {
    var phone = sessions.open(ada);
    var laptop = sessions.open(ada);

    sessions.closeAllOf(ada.id(), laptop.session().id());

    assertThat(sessions.find(phone.cookie())).isEmpty();
    assertThat(sessions.find(laptop.cookie())).isPresent();
  }

  @Test
  void clearsAwayWhatIsOver() {
    sessions.open(ada);
    clock.pass(Sessions.IDLE.plusSeconds(1));

    sessions.open(ada);

    assertThat(store.sessions).hasSize(1);
  }
}
