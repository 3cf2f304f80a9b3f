package dev.turnpike.gateway.egress;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.upstream.AddressPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one factory of outbound HTTP. Every call goes: {@link #addresses} (resolve and check), {@link
 * #client} (pooled per event loop and provider), {@link #request} (to the checked address, under
 * the provider's name for Host, SNI and certificate).
 */
@Singleton
public class Egress {
  private final Vertx vertx;
  private final EgressSettings settings;
  private final CheckedAddresses addresses;
  private final ThreadLocal<@Nullable EventLoop> loops = new ThreadLocal<>();
  private final Map<ProviderKey, Bulkhead> bulkheads = new ConcurrentHashMap<>();

  Egress(Vertx vertx, EgressSettings settings, AddressPolicy policy) {
    this.vertx = vertx;
    this.settings = settings;
    this.addresses = new CheckedAddresses(vertx, policy);
  }

  private record ProviderKey(OrganizationId organization, ProviderId id) {}

  private record ClientKey(ProviderKey provider, @Nullable String caPem) {}

  /** What belongs to the event loop this is called on. */
  public EventLoop loop() {
    var loop = loops.get();
    if (loop == null) {
      loop = new EventLoop(vertx);
      loops.set(loop);
    }
    return loop;
  }

  /**
   * Addresses the host of this URL may be connected at, in the order to try.
   *
   * @return failed with {@link EgressDenied} or {@link java.net.UnknownHostException}
   */
  public Future<List<SocketAddress>> addresses(URI url) {
    return addresses.of(url.getHost(), AddressPolicy.portOf(url));
  }

  /** This loop's connections to a provider. */
  public ProviderClient client(Provider provider) {
    var key =
        new ClientKey(new ProviderKey(provider.organization(), provider.id()), provider.caPem());
    return loop().client(key, () -> newClient(provider.caPem()));
  }

  /** Connections of their own, to be closed after use. */
  public ProviderClient newClient(@Nullable String caPem) {
    return new ProviderClient(
        vertx, caPem, settings.providerMaxInFlight(), settings.connectTimeout());
  }

  /** How many calls to a provider are under way. */
  public Bulkhead bulkhead(Provider provider) {
    return bulkheads.computeIfAbsent(
        new ProviderKey(provider.organization(), provider.id()),
        key -> new Bulkhead(settings.providerMaxInFlight()));
  }

  /**
   * A request to this very address.
   *
   * @param base where scheme, host and port are taken from
   * @param target path and query
   */
  public static RequestOptions request(
      HttpMethod method,
      URI base,
      String target,
      SocketAddress address,
      List<Map.Entry<String, String>> headers) {
    var request =
        new RequestOptions()
            .setMethod(method)
            .setServer(address)
            .setHost(base.getHost())
            .setPort(AddressPolicy.portOf(base))
            .setSsl("https".equals(base.getScheme().toLowerCase(Locale.ROOT)))
            .setURI(target);
    headers.forEach(header -> request.putHeader(header.getKey(), header.getValue()));
    return request;
  }
}
