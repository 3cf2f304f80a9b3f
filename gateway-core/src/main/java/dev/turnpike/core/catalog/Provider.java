package dev.turnpike.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.AuthScheme;
import dev.turnpike.core.provider.Profile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A company or server that serves models; a custom provider is one a user defined. Holds no secret:
 * key and header values are in the {@link ProviderCredential} sealed beside it.
 *
 * @param baseUrl what the user typed; an operation's path is appended as it is, no {@code /v1}
 *     added
 * @param paths the wire formats it speaks, in order of preference, each with its path below the
 *     base
 * @param headerNames names of the static extra headers sent with each call
 * @param forwardHeaders caller's headers that pass to it, lower case
 * @param caPem certificate authorities to trust instead of the platform's, in PEM form
 * @param timeout longest silence: to the first byte, and between bytes
 * @param defaults parameters put into a request that does not name them ({@code temperature} …)
 * @param extras further {@code extra_kwargs} members, kept and returned as they came
 * @param profile how it differs from what its formats lead one to expect
 */
public record Provider(
    OrganizationId organization,
    ProviderId id,
    String name,
    URI baseUrl,
    Map<DialectId, String> paths,
    List<String> headerNames,
    List<String> forwardHeaders,
    @Nullable String caPem,
    Duration timeout,
    Map<String, JsonNode> defaults,
    Map<String, JsonNode> extras,
    CredentialHint credential,
    Instant createdAt,
    Instant updatedAt,
    Profile profile) {

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(300);

  public Provider {
    paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    headerNames = List.copyOf(headerNames);
    forwardHeaders = List.copyOf(forwardHeaders);
    defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  /** A provider without peculiarities. */
  public Provider(
      OrganizationId organization,
      ProviderId id,
      String name,
      URI baseUrl,
      Map<DialectId, String> paths,
      List<String> headerNames,
      List<String> forwardHeaders,
      @Nullable String caPem,
      Duration timeout,
      Map<String, JsonNode> defaults,
      Map<String, JsonNode> extras,
      CredentialHint credential,
      Instant createdAt,
      Instant updatedAt) {
    this(
        organization,
        id,
        name,
        baseUrl,
        paths,
        headerNames,
        forwardHeaders,
        caPem,
        timeout,
        defaults,
        extras,
        credential,
        createdAt,
        updatedAt,
        Profile.USUAL);
  }

  /** The same with another profile. */
  public Provider with(Profile changed) {
    return copy(baseUrl, changed);
  }

  /** The same at another address. */
  public Provider at(URI address) {
    return copy(address, profile);
  }

  private Provider copy(URI address, Profile changed) {
    return new Provider(
        organization,
        id,
        name,
        address,
        paths,
        headerNames,
        forwardHeaders,
        caPem,
        timeout,
        defaults,
        extras,
        credential,
        createdAt,
        updatedAt,
        changed);
  }

  /** How it is shown who calls in this format. */
  public AuthScheme auth(DialectId dialect) {
    var own = profile.auth();
    return own == null ? AuthScheme.of(dialect) : own;
  }
}
