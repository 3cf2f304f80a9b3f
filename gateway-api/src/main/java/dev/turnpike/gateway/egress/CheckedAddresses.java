package dev.turnpike.gateway.egress;

import dev.turnpike.core.upstream.AddressPolicy;
import dev.turnpike.core.upstream.AddressPolicy.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Resolves host names and lets only addresses through that the policy allows, so that what is
 * checked is what is connected to. Names are resolved on a worker and remembered for ten seconds.
 */
final class CheckedAddresses {
  private static final long REMEMBERED_NANOS = 10_000_000_000L;
  private static final int MOST = 10_000;

  private final Vertx vertx;
  private final AddressPolicy policy;
  private final Map<Host, Resolved> known = new ConcurrentHashMap<>();

  CheckedAddresses(Vertx vertx, AddressPolicy policy) {
    this.vertx = vertx;
    this.policy = policy;
  }

  private record Host(String name, int port) {}

  private record Resolved(List<SocketAddress> addresses, long nanos) {}

  /**
   * Where a host may be connected to, in the order to try: at least one address.
   *
   * @return failed with {@link EgressDenied} or {@link java.net.UnknownHostException}
   */
  Future<List<SocketAddress>> of(String name, int port) {
    var host = new Host(name, port);
    var resolved = known.get(host);
    if (resolved != null && System.nanoTime() - resolved.nanos < REMEMBERED_NANOS) {
      return Future.succeededFuture(resolved.addresses);
    }
    return vertx.executeBlocking(() -> resolve(host), false);
  }

  private List<SocketAddress> resolve(Host host) throws Exception {
    var plain =
        host.name.startsWith("[") ? host.name.substring(1, host.name.length() - 1) : host.name;
    var allowed = new ArrayList<InetAddress>();
    String reason = "";
    for (var address : InetAddress.getAllByName(plain)) {
      switch (policy.checkAddress(address, host.port)) {
        case Verdict.Allowed() -> allowed.add(address);
        case Verdict.Denied(var why) -> reason = why;
      }
    }
    if (allowed.isEmpty()) {
      throw new EgressDenied(reason);
    }
    // A server on localhost mostly listens on 127.0.0.1 alone.
    allowed.sort(Comparator.comparing(a -> a instanceof Inet6Address));
    var addresses =
        Arrays.stream(allowed.toArray(InetAddress[]::new))
            .map(a -> SocketAddress.inetSocketAddress(new InetSocketAddress(a, host.port)))
            .toList();
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(host, new Resolved(addresses, System.nanoTime()));
    return addresses;
  }
}
