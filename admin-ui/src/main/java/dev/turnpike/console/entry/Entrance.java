package dev.turnpike.console.entry;

import dev.turnpike.console.shell.Cookies;
import dev.turnpike.core.access.member.Member;
import dev.turnpike.core.access.member.Sessions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Lets a member in who has shown who they are. */
@RequestScoped
class Entrance {
  private final Sessions sessions;
  private final Cookies cookies;
  private final RoutingContext request;

  Entrance(Sessions sessions, Cookies cookies, RoutingContext request) {
    this.sessions = sessions;
    this.cookies = cookies;
    this.request = request;
  }

  /** A new session, never one the browser came with, and on to the page it wanted. */
  Response welcome(Member member, String next) {
    cookies.set(Cookies.SESSION, sessions.open(member).cookie(), Sessions.LONGEST);
    return Response.seeOther(URI.create(isOurs(next) ? next : "/console")).build();
  }

  /** Where the request comes from, for throttling. */
  String network() {
    var remote = request.request().remoteAddress();
    return remote == null ? "unknown" : remote.hostAddress();
  }

  private static boolean isOurs(String next) {
    if (!next.equals("/console")
        && !next.startsWith("/console/")
        && !next.startsWith("/console?")) {
      return false;
    }
    try {
      return URI.create(next).getRawAuthority() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
