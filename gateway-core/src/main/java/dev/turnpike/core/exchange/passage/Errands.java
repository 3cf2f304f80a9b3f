package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.dialect.contract.Errand;
import dev.turnpike.core.dialect.contract.Errand.Step;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes calls of an errand's steps. The credential goes to the provider's own origin alone. */
final class Errands {
  private static final Set<String> SECRET = Set.of("authorization", "x-api-key", "api-key");

  private final Provider provider;
  private final Errand errand;
  private final List<Map.Entry<String, String>> headers;

  /**
   * @param headers of the first call
   */
  Errands(Provider provider, Errand errand, List<Map.Entry<String, String>> headers) {
    this.provider = provider;
    this.errand = errand;
    this.headers =
        headers.stream()
            .filter(h -> !h.getKey().equals("content-type") && !h.getKey().equals("prefer"))
            .toList();
  }

  Optional<FollowUp> after(byte[] body) {
    return switch (errand.next(body)) {
      case Step.Answered() -> Optional.empty();
      case Step.Ask ask -> Optional.of(new FollowUp(call(ask), ask.after()));
      case Step.Listen(var url) ->
          isAkin(url) ? Optional.of(new FollowUp(listen(url), Duration.ZERO)) : Optional.empty();
    };
  }

  Optional<UpstreamCall> cancel() {
    return errand.cancel().map(this::call);
  }

  private UpstreamCall call(Step.Ask ask) {
    var all = new ArrayList<>(headers);
    if (ask.body() != null) {
      all.add(Map.entry("content-type", "application/json"));
    }
    return new UpstreamCall(
        provider,
        ask.method(),
        provider.baseUrl(),
        ProviderAddress.below(provider, ask.path()),
        all,
        ask.body() == null ? new byte[0] : Json.writeBytes(ask.body()),
        false);
  }

  private UpstreamCall listen(URI url) {
    boolean own = sameOrigin(url);
    var shown = headers.stream().filter(h -> own || !SECRET.contains(h.getKey())).toList();
    var query = url.getRawQuery();
    var target = url.getRawPath() + (query == null ? "" : "?" + query);
    return new UpstreamCall(provider, "GET", url, target, shown, new byte[0], true);
  }

  private boolean sameOrigin(URI url) {
    var base = provider.baseUrl();
    return url.getHost().equalsIgnoreCase(base.getHost()) && url.getPort() == base.getPort();
  }

  /** The provider's own host, or a sister of it: {@code stream.} beside {@code api.}. */
  private boolean isAkin(URI url) {
    if (url.getHost() == null || !provider.baseUrl().getScheme().equals(url.getScheme())) {
      return false;
    }
    var base = provider.baseUrl().getHost().toLowerCase(Locale.ROOT);
    var parent = base.substring(base.indexOf('.') + 1);
    boolean named = parent.indexOf('.') > 0 && !base.matches("[0-9.]+");
    return sameOrigin(url)
        || named && url.getHost().toLowerCase(Locale.ROOT).endsWith('.' + parent);
  }
}
