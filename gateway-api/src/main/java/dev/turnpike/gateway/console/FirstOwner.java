package dev.turnpike.gateway.console;

import dev.turnpike.core.access.member.Member;
import dev.turnpike.core.access.member.Members;
import dev.turnpike.core.access.member.SetupToken;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.gateway.start.Settings;
import dev.turnpike.persistence.schema.SchemaReady;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first owner from the settings, or says at start how a person becomes it. Does nothing
 * once there is an owner: changed settings do not change a password.
 */
@Singleton
class FirstOwner {
  private static final Logger LOG = Logger.getLogger(FirstOwner.class);

  /** After the first organization, which the owner belongs to. */
  private static final int LATE = 10_000;

  private final Members members;
  private final SetupToken token;
  private final Settings settings;

  FirstOwner(Members members, SetupToken token, Settings settings) {
    this.members = members;
    this.token = token;
    this.settings = settings;
  }

  void prepare(@Observes @Priority(LATE) SchemaReady ready) {
    if (!members.needsOwner()) {
      return;
    }
    Settings.@Nullable FirstOwner named = settings.owner();
    if (named == null) {
      LOG.infof("No owner yet. Open %s and enter the setup token %s", address(), token.reveal());
    } else {
      create(named);
    }
  }

  private void create(Settings.FirstOwner named) {
    switch (members.createFirstOwner(named.email(), named.password())) {
      case Outcome.Done<Member>(var owner, var created, var notices) ->
          LOG.infof("Created the owner %s from TURNPIKE_ADMIN_EMAIL", owner.email());
      case Outcome.Invalid<Member>(var errors) ->
          throw new IllegalStateException(
              "TURNPIKE_ADMIN_EMAIL and TURNPIKE_ADMIN_PASSWORD make no owner: "
                  + errors.byField());
      case Outcome.Missing<Member>(var detail) -> throw new IllegalStateException(detail);
      case Outcome.Forbidden<Member> taken ->
          LOG.info("Another replica has just created the owner.");
    }
  }

  private String address() {
    var host = settings.host();
    var shown = host.equals("0.0.0.0") || host.equals("127.0.0.1") ? "localhost" : host;
    return "http://" + shown + ":" + settings.port() + "/console/first-run";
  }
}
