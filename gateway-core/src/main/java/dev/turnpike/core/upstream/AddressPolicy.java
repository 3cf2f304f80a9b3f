package dev.turnpike.core.upstream;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where outbound calls may go. Every outbound call passes {@link #checkAddress} with the resolved
 * address it is about to connect to; {@link #checkBaseUrl} says the same earlier, where a person
 * can still mend what was typed. Pure but for the look at this machine's own addresses;
 * thread-safe.
 *
 * <p>Never allowed: link-local and metadata services, unspecified, multicast and reserved
 * addresses, and the gateway's own listeners and database. Loopback and private networks are the
 * operator's choice ({@link Profile}), and there the ports of other protocols need an entry in the
 * operator's list.
 */
public final class AddressPolicy {
  /** How far the operator trusts those who may add providers. */
  public enum Profile {
    /** Loopback and private networks are allowed: models on one's own machines are a main use. */
    SELFHOSTED,
    /** Only public addresses are allowed: strangers may add providers. */
    HOSTED
  }

  /** The answer to one question. */
  public sealed interface Verdict {
    record Allowed() implements Verdict {}

    /**
     * @param reason a whole sentence that names no address
     */
    record Denied(String reason) implements Verdict {}
  }

  /**
   * A listener no call may reach.
   *
   * @param address absent: any address of this machine
   */
  public record Forbidden(@Nullable InetAddress address, int port) {}

  private static final Verdict ALLOWED = new Verdict.Allowed();

  /** Names by which clouds serve credentials to machines; they resolve to link-local addresses. */
  private static final Set<String> METADATA_NAMES =
      Set.of("metadata.google.internal", "metadata.goog", "metadata", "instance-data");

  private final Profile profile;
  private final Set<Integer> listedPorts;
  private final Supplier<? extends Collection<Forbidden>> forbidden;

  /**
   * @param listedPorts ports of other protocols the operator allows on private hosts
   * @param forbidden our own listeners and database; asked at each check, for ports are known only
   *     once bound
   */
  public AddressPolicy(
      Profile profile,
      Set<Integer> listedPorts,
      Supplier<? extends Collection<Forbidden>> forbidden) {
    this.profile = profile;
    this.listedPorts = Set.copyOf(listedPorts);
    this.forbidden = forbidden;
  }

  /** What a fresh installation allows, with nothing known of its own listeners. */
  public static AddressPolicy selfhosted() {
    return new AddressPolicy(Profile.SELFHOSTED, Set.of(), List::of);
  }

  /** Checks form and literal addresses; resolves no name. */
  public Verdict checkBaseUrl(URI url) {
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return denied("The address must begin with http:// or https://.");
    }
    var host = url.getHost();
    if (host == null || host.isEmpty()) {
      return denied("The address names no host.");
    }
    if (url.getRawUserInfo() != null) {
      return denied(
          "The address must not hold a user name or password; put the key into the API key field.");
    }
    if (url.getRawFragment() != null || url.getRawQuery() != null) {
      return denied("The address must not hold a query or a fragment.");
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      return denied("The port must lie between 1 and 65535.");
    }
    return checkHost(host, portOf(url));
  }

  private Verdict checkHost(String rawHost, int port) {
    var host = rawHost.toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (METADATA_NAMES.contains(host)) {
      return denied("Cloud metadata services are never called.");
    }
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return checkAddress(InetAddress.getLoopbackAddress(), port);
    }
    var literal = IpLiteral.parse(host);
    return switch (literal) {
      case IpLiteral.Address(var address) -> checkAddress(address, port);
      case IpLiteral.Ambiguous() ->
          denied("Write the IP address in its usual form, such as 192.168.1.20.");
      case IpLiteral.Name() -> ALLOWED;
    };
  }

  /** Checks the address a connection is about to be made to. */
  public Verdict checkAddress(InetAddress address, int port) {
    if (isOurs(address, port)) {
      return denied("The gateway does not call its own listeners or its own database.");
    }
    return switch (AddressRange.of(address)) {
      case PUBLIC -> ALLOWED;
      case METADATA -> denied("Cloud metadata services are never called.");
      case LINK_LOCAL -> denied("Link-local addresses are never called.");
      case UNSPECIFIED -> denied("The unspecified address is never called.");
      case MULTICAST -> denied("Multicast addresses are never called.");
      case RESERVED -> denied("Reserved addresses are never called.");
      case LOOPBACK, PRIVATE -> checkNear(port);
    };
  }

  private Verdict checkNear(int port) {
    if (profile == Profile.HOSTED) {
      return denied(
          "Loopback and private addresses are not allowed here (setting TURNPIKE_EGRESS_PROFILE).");
    }
    if (ForeignPorts.contains(port) && !listedPorts.contains(port)) {
      return denied(
          "Port "
              + port
              + " belongs to another protocol; on private hosts it must be listed in"
              + " TURNPIKE_EGRESS_ALLOWED_PORTS.");
    }
    return ALLOWED;
  }

  private boolean isOurs(InetAddress address, int port) {
    for (var listener : forbidden.get()) {
      if (listener.port() != port) {
        continue;
      }
      var at = listener.address();
      if (at == null ? AddressRange.isThisMachine(address) : AddressRange.same(at, address)) {
        return true;
      }
    }
    return false;
  }

  /** The port a call to this address goes to. */
  public static int portOf(URI url) {
    if (url.getPort() != -1) {
      return url.getPort();
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
  }

  private static Verdict denied(String reason) {
    return new Verdict.Denied(reason);
  }
}
