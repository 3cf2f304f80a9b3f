package dev.turnpike.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.endpoint.BaseUrl;
import dev.turnpike.core.catalog.endpoint.Certificates;
import dev.turnpike.core.catalog.endpoint.EndpointFormats;
import dev.turnpike.core.catalog.endpoint.HeaderRules;
import dev.turnpike.core.catalog.endpoint.RequestDefaults;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.provider.AuthScheme;
import dev.turnpike.core.provider.Profile;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns wire input into a provider and its credential. Starting from a {@link Draft} of what is
 * there, a field that was not sent stays as it is; null removes it.
 */
final class ProviderForm {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_KEY = 8192;
  private static final int LONGEST_CERTIFICATES = 256 * 1024;
  private static final BigDecimal LONGEST_TIMEOUT = BigDecimal.valueOf(3600);
  private static final BigDecimal SHORTEST_TIMEOUT = new BigDecimal("0.1");

  /** Members of {@code extra_kwargs} that answers carry and requests may carry back: not stored. */
  private static final Set<String> ANSWERED_ONLY =
      Set.of("api_key_set", "api_key_last4", "extra_header_names", "credential_unreadable");

  private static final Set<String> OWN_MEMBERS =
      Set.of(
          "base_url",
          "api_key",
          "auth_scheme",
          "formats",
          "extra_headers",
          "forward_headers",
          "ca_pem",
          "timeout");

  /** A provider in the making; absent parts were not given yet. */
  record Draft(
      @Nullable String name,
      @Nullable URI baseUrl,
      Map<DialectId, String> paths,
      List<String> forwardHeaders,
      @Nullable String caPem,
      Duration timeout,
      Map<String, JsonNode> defaults,
      Map<String, JsonNode> extras,
      Profile profile,
      ProviderCredential credential) {

    static final Draft BLANK =
        new Draft(
            null,
            null,
            Map.of(DialectId.OPENAI_CHAT, DialectId.OPENAI_CHAT.defaultPath()),
            List.of(),
            null,
            Provider.DEFAULT_TIMEOUT,
            Map.of(),
            Map.of(),
            Profile.USUAL,
            ProviderCredential.NONE);

    static Draft of(Provider provider, ProviderCredential credential) {
      return new Draft(
          provider.name(),
          provider.baseUrl(),
          provider.paths(),
          provider.forwardHeaders(),
          provider.caPem(),
          provider.timeout(),
          provider.defaults(),
          provider.extras(),
          provider.profile(),
          credential);
    }

    /** What a PUT starts from: nothing but what cannot be read back, so cannot be sent again. */
    static Draft replacing(Provider provider, ProviderCredential credential) {
      return new Draft(
          null,
          provider.baseUrl(),
          BLANK.paths,
          BLANK.forwardHeaders,
          null,
          BLANK.timeout,
          Map.of(),
          Map.of(),
          Profile.USUAL,
          credential);
    }

    Provider toProvider(OrganizationId organization, ProviderId id, Instant created, Instant now) {
      return new Provider(
          organization,
          id,
          Objects.requireNonNull(name),
          Objects.requireNonNull(baseUrl),
          paths,
          List.copyOf(credential.headers().keySet()),
          forwardHeaders,
          caPem,
          timeout,
          defaults,
          extras,
          CredentialHint.of(credential.apiKey()),
          created,
          now,
          profile);
    }

    /** How the endpoint is shown the key when it is asked what it offers. */
    AuthScheme auth() {
      var told = profile.auth();
      var shown = told == null ? AuthScheme.of(firstFormat()) : told;
      return shown.showsKey() ? shown : AuthScheme.BEARER;
    }

    private DialectId firstFormat() {
      return paths.keySet().iterator().next();
    }
  }

  /**
   * @param draft usable only when there are no errors
   * @param credentialWiped whether stored secrets were dropped because the origin changed
   */
  record Read(Draft draft, boolean credentialWiped, FieldErrors errors) {}

  private final WireForm form;
  private final WireForm extra;
  private final boolean whole;
  private final Draft before;
  private final Function<URI, Optional<String>> addressRefusal;

  private ProviderForm(
      ObjectNode wire,
      boolean whole,
      Draft before,
      Function<URI, Optional<String>> addressRefusal) {
    this.form = new WireForm(wire);
    this.extra = form.nested("extra_kwargs");
    this.whole = whole;
    this.before = before;
    this.addressRefusal = addressRefusal;
  }

  /** Reads a whole provider: name and base URL must be there. */
  static Read whole(ObjectNode wire, Draft before, Function<URI, Optional<String>> addressRefusal) {
    return new ProviderForm(wire, true, before, addressRefusal).read(true);
  }

  /** Reads an endpoint to be tried: it needs no name yet. */
  static Read endpoint(
      ObjectNode wire, Draft before, Function<URI, Optional<String>> addressRefusal) {
    return new ProviderForm(wire, before.baseUrl() == null, before, addressRefusal).read(false);
  }

  /** Reads a change of what is there. */
  static Read change(
      ObjectNode wire, Draft before, Function<URI, Optional<String>> addressRefusal) {
    return new ProviderForm(wire, false, before, addressRefusal).read(true);
  }

  private Read read(boolean named) {
    var name = before.name();
    if (named && (whole || form.has("provider_name"))) {
      name = form.requiredText("provider_name", LONGEST_NAME);
    }
    var baseUrl = baseUrl();
    var origin = before.baseUrl();
    var moved = origin != null && baseUrl != null && !BaseUrl.sameOrigin(origin, baseUrl);
    var kept = moved ? ProviderCredential.NONE : before.credential();
    var credential = credential(kept);
    var wiped =
        moved
            && ((before.credential().apiKey() != null && !keyWasSent())
                || !credential
                    .headers()
                    .keySet()
                    .containsAll(before.credential().headers().keySet()));
    var draft =
        new Draft(
            name,
            baseUrl,
            extra.has("formats") ? EndpointFormats.read(extra) : before.paths(),
            extra.has("forward_headers") ? HeaderRules.forwarded(extra) : before.forwardHeaders(),
            extra.has("ca_pem") ? certificates() : before.caPem(),
            extra.has("timeout") ? timeout() : before.timeout(),
            new LinkedHashMap<>(before.defaults()),
            new LinkedHashMap<>(before.extras()),
            extra.has("auth_scheme") ? profile() : before.profile(),
            credential);
    return new Read(withOtherMembers(draft), wiped, form.errors().build());
  }

  private @Nullable URI baseUrl() {
    if (!whole && !extra.has("base_url")) {
      return before.baseUrl();
    }
    var text = extra.requiredText("base_url", BaseUrl.LONGEST);
    if (text == null) {
      return null;
    }
    return switch (BaseUrl.parse(text)) {
      case BaseUrl.Bad(var message) -> {
        extra.error("base_url", message);
        yield null;
      }
      case BaseUrl.Good(var uri) -> {
        addressRefusal.apply(uri).ifPresent(reason -> extra.error("base_url", reason));
        yield uri;
      }
    };
  }

  private boolean keyWasSent() {
    return extra.has("api_key") || form.has("api_key");
  }

  private ProviderCredential credential(ProviderCredential kept) {
    var apiKey = kept.apiKey();
    if (keyWasSent()) {
      var nested = extra.text("api_key", LONGEST_KEY);
      var top = form.text("api_key", LONGEST_KEY);
      if (nested != null && top != null && !nested.equals(top)) {
        form.error(
            "api_key", "Given twice with different values; send extra_kwargs.api_key alone.");
      }
      apiKey = nested != null ? nested : top;
      if (apiKey != null && !HeaderRules.isValue(apiKey)) {
        extra.error("api_key", "Contains characters that cannot be sent in a header.");
      }
    }
    var headers = kept.headers();
    if (extra.has("extra_headers")) {
      headers = HeaderRules.statics(extra, whole ? Map.of() : headers);
    }
    if (apiKey != null && HeaderRules.contains(headers, "authorization")) {
      extra.error(
          "extra_headers.Authorization",
          "The API key is sent in this header already; give one of the two.");
    }
    return new ProviderCredential(apiKey, headers);
  }

  /** Null goes back to what is usual for the format. */
  private Profile profile() {
    var text = extra.text("auth_scheme", LONGEST_NAME);
    var scheme = text == null ? null : AuthScheme.ofWire(text.strip()).orElse(null);
    if (text != null && (scheme == null || !scheme.showsKey())) {
      var known =
          Arrays.stream(AuthScheme.values()).filter(AuthScheme::showsKey).map(AuthScheme::wire);
      extra.error(
          "auth_scheme",
          "Must be one of "
              + known.collect(Collectors.joining(", "))
              + "; leave it out to follow the format.");
    }
    var kept = before.profile();
    return new Profile(scheme, kept.quirks(), kept.settings(), kept.learned());
  }

  private @Nullable String certificates() {
    var node = extra.node("ca_pem").orElse(null);
    if (node == null || (node.isTextual() && node.textValue().isBlank())) {
      return null;
    }
    if (!node.isTextual() || node.textValue().length() > LONGEST_CERTIFICATES) {
      extra.error("ca_pem", "Must be a text of certificates in PEM form, at most 256 KiB.");
      return null;
    }
    var pem = node.textValue().strip() + "\n";
    Certificates.problem(pem).ifPresent(problem -> extra.error("ca_pem", problem));
    return pem;
  }

  private Duration timeout() {
    var seconds = extra.decimal("timeout");
    if (seconds == null) {
      return Provider.DEFAULT_TIMEOUT;
    }
    if (seconds.compareTo(SHORTEST_TIMEOUT) < 0 || seconds.compareTo(LONGEST_TIMEOUT) > 0) {
      extra.error("timeout", "Must be from 0.1 to 3600 seconds.");
      return Provider.DEFAULT_TIMEOUT;
    }
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }

  private Draft withOtherMembers(Draft draft) {
    for (var member : extra.members()) {
      var name = member.getKey();
      if (OWN_MEMBERS.contains(name) || ANSWERED_ONLY.contains(name)) {
        continue;
      }
      var target = RequestDefaults.isParameter(name) ? draft.defaults() : draft.extras();
      if (member.getValue().isNull()) {
        target.remove(name);
      } else {
        target.put(name, member.getValue());
      }
    }
    RequestDefaults.check(draft.defaults(), extra);
    RequestDefaults.checkExtras(draft.extras(), extra);
    return draft;
  }
}
