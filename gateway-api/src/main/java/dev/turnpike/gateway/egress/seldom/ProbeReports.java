package dev.turnpike.gateway.egress.seldom;

import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.gateway.egress.EgressDenied;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What to tell a person whose endpoint did not answer as it should. */
final class ProbeReports {
  private ProbeReports() {}

  static Report failed(URI url, @Nullable Throwable cause, Duration took) {
    return switch (cause) {
      case EgressDenied denied ->
          away(
              took,
              "The address policy forbids this address.",
              String.valueOf(denied.getMessage()));
      case CallAuthorizer.NotAuthorized unproved ->
          away(
              took,
              "The credential does not prove who calls: " + unproved.getMessage(),
              "Compare each of its fields with what the provider shows.");
      case UnknownHostException unknown ->
          away(
              took,
              "The host name does not resolve.",
              "Check the spelling of the host in the base URL.");
      case ConnectTimeoutException late ->
          away(
              took,
              "No connection came about in time.",
              "Check host and port, and whether a firewall stands between.");
      case ConnectException refused ->
          away(took, "The connection was refused.", cureForRefused(url));
      case SSLException tls ->
          away(
              took,
              "The TLS handshake failed.",
              "If the server speaks plain HTTP, begin the base URL with http://; if its certificate"
                  + " is your own, add its CA under Advanced.");
      case null, default ->
          away(
              took,
              "The connection broke before an answer came.",
              "Check that the port is that of an HTTP server, and whether it wants https://.");
    };
  }

  static Report silent(Duration took) {
    return new Report(
        false,
        0,
        took,
        List.of(),
        "The endpoint did not answer within 10 seconds.",
        "Check whether the server is overloaded or still loading a model.");
  }

  static Report refused(URI url, int status, Duration took) {
    return switch (status) {
      case 401, 403 ->
          answered(
              status,
              took,
              "The endpoint refused the API key (status " + status + ").",
              "Check the API key, and whether the endpoint wants one.");
      case 404, 405 ->
          answered(
              status,
              took,
              "The endpoint has no model list at this base URL (status " + status + ").",
              endsInVersion(url)
                  ? "Check the path of the base URL. Some servers list no models; calls may work"
                      + " all the same."
                  : "Did you mean " + url + (url.toString().endsWith("/") ? "v1" : "/v1") + "?");
      default ->
          status >= 300 && status < 400
              ? answered(
                  status,
                  took,
                  "The endpoint answered with a redirect, which is never followed.",
                  "Use the address it leads to, often the same with https://.")
              : answered(
                  status,
                  took,
                  "The endpoint answered with status " + status + ".",
                  "Look into the server's own log.");
    };
  }

  static Report notModels(URI url, int status, Duration took) {
    return answered(
        status,
        took,
        "The endpoint answered, but not with a list of models.",
        endsInVersion(url)
            ? "Check the path of the base URL."
            : "Did you mean " + url + (url.toString().endsWith("/") ? "v1" : "/v1") + "?");
  }

  private static String cureForRefused(URI url) {
    var host = String.valueOf(url.getHost());
    var running = "Check that the server is running and listens on this port.";
    return host.equals("localhost") || host.startsWith("127.")
        ? running
            + " When the gateway runs in a container, localhost is the container itself: use the"
            + " host's name, such as host.docker.internal."
        : running;
  }

  private static boolean endsInVersion(URI url) {
    return String.valueOf(url.getPath()).matches(".*/v\\d+[a-z0-9]*(/.*)?");
  }

  private static Report away(Duration took, String problem, String cure) {
    return new Report(false, 0, took, List.of(), problem, cure);
  }

  private static Report answered(int status, Duration took, String problem, String cure) {
    return new Report(true, status, took, List.of(), problem, cure);
  }
}
