package dev.turnpike.gateway.relay;

import dev.turnpike.core.error.UpstreamFault;
import dev.turnpike.core.error.UpstreamFault.Kind;
import dev.turnpike.core.upstream.call.CallAuthorizer.NotAuthorized;
import dev.turnpike.gateway.egress.EgressDenied;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What a failed connection means to the caller. */
final class UpstreamFaults {
  private UpstreamFaults() {}

  /** Before a request could be sent. */
  static UpstreamFault connecting(String provider, Throwable cause) {
    return switch (cause) {
      case EgressDenied denied ->
          new UpstreamFault(
              Kind.EGRESS_DENIED,
              provider,
              "the address policy forbids this call. " + denied.getMessage());
      case NotAuthorized lacking ->
          new UpstreamFault(Kind.NOT_AUTHORIZED, provider, String.valueOf(lacking.getMessage()));
      case UnknownHostException unknown -> unreachable(provider, "its host name does not resolve.");
      case ConnectTimeoutException late ->
          unreachable(provider, "no connection came about in time.");
      case NoRouteToHostException away -> unreachable(provider, "there is no route to its host.");
      case ConnectException refused ->
          unreachable(provider, "the connection was refused; is the server running?");
      case SSLException tls ->
          unreachable(
              provider,
              "the TLS handshake failed: its certificate is not trusted, or it speaks no TLS.");
      case ConnectionPoolTooBusyException busy ->
          new UpstreamFault(
              Kind.OVERLOADED, provider, "too many calls are waiting for a connection.");
      default -> unreachable(provider, "no connection could be made.");
    };
  }

  private static UpstreamFault unreachable(String provider, String detail) {
    return new UpstreamFault(Kind.UNREACHABLE, provider, "it cannot be reached: " + detail);
  }
}
