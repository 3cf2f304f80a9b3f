package dev.turnpike.gateway.console;

import dev.turnpike.core.access.OrganizationStore;
import dev.turnpike.core.access.PasswordHasher;
import dev.turnpike.core.access.member.MemberStore;
import dev.turnpike.core.access.member.Members;
import dev.turnpike.core.access.member.SessionStore;
import dev.turnpike.core.access.member.Sessions;
import dev.turnpike.core.access.member.SetupToken;
import dev.turnpike.core.access.member.Team;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes the use cases of members and sessions out of their ports. */
final class ConsoleWiring {
  @Produces
  @Singleton
  Members members(
      MemberStore store, OrganizationStore organizations, PasswordHasher hasher, Clock clock) {
    return new Members(store, organizations, hasher, clock);
  }

  @Produces
  @Singleton
  Team team(MemberStore store, PasswordHasher hasher, Clock clock) {
    return new Team(store, hasher, new SecureRandom(), clock);
  }

  @Produces
  @Singleton
  Sessions sessions(SessionStore store, Clock clock) {
    return new Sessions(store, clock, new SecureRandom());
  }

  @Produces
  @Singleton
  SetupToken setupToken() {
    return new SetupToken(new SecureRandom());
  }
}
