package dev.turnpike.core.upstream.proof;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.provider.AuthScheme;
import dev.turnpike.core.upstream.aws.AwsKeys;
import dev.turnpike.core.upstream.aws.AwsSigner;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.core.upstream.call.UpstreamCall;
import dev.turnpike.core.upstream.token.AccessTokens;
import dev.turnpike.core.upstream.token.EntraApplication;
import dev.turnpike.core.upstream.token.ServiceAccount;
import dev.turnpike.core.upstream.token.TokenSource;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the proof each scheme asks for, from the secrets a credential holds. A header that the
 * provider's owner set by hand stands.
 */
public final class CallProofs implements CallAuthorizer {
  private static final String AUTHORIZATION = "authorization";

  /** {@code bedrock-runtime.eu-west-1.amazonaws.com}, and names of private endpoints. */
  private static final Pattern AWS_HOST =
      Pattern.compile(".*\\bbedrock-runtime(?:-fips)?\\.([a-z0-9-]+)\\..*");

  private final AccessTokens tokens;
  private final InstantSource clock;

  public CallProofs(AccessTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public CompletionStage<UpstreamCall> authorize(
      UpstreamCall call, AuthScheme scheme, ProviderCredential credential) {
    if (call.headers().stream().anyMatch(h -> h.getKey().equals(AUTHORIZATION))) {
      return CompletableFuture.completedStage(call);
    }
    return switch (scheme) {
      case AWS_SIGV4 -> aws(call, credential);
      case GOOGLE_TOKEN -> google(call, credential);
      case AZURE -> azure(call, credential);
      case BEARER, X_API_KEY, X_GOOG_API_KEY, API_KEY -> CompletableFuture.completedStage(call);
    };
  }

  /**
   * A key pair signs; a Bedrock API key is shown as it is.
   *
   * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-use.html">Use an
   *     Amazon Bedrock API key</a> (read 2026-11-22)
   */
  private CompletionStage<UpstreamCall> aws(UpstreamCall call, ProviderCredential credential) {
    var id = credential.fields().get("aws_access_key_id");
    var secret = credential.fields().get("aws_secret_access_key");
    if (id == null || secret == null) {
      return shown(
          call,
          AUTHORIZATION,
          "Bearer ",
          credential.apiKey(),
          "it needs aws_access_key_id and aws_secret_access_key, or a Bedrock API key.");
    }
    var keys = new AwsKeys(id, secret, credential.fields().get("aws_session_token"));
    var signer = new AwsSigner(keys, region(call), "bedrock");
    var covered =
        List.of(
            Map.entry("host", host(call.provider().baseUrl())),
            Map.entry("content-type", "application/json"));
    var request = new AwsSigner.Request("POST", call.target(), covered, call.body());
    return CompletableFuture.completedStage(call.with(signer.sign(request, clock.instant())));
  }

  private static String region(UpstreamCall call) {
    var told = call.provider().profile().settings().get("aws_region_name");
    if (told != null) {
      return told;
    }
    var host = AWS_HOST.matcher(call.provider().baseUrl().getHost());
    return host.matches() ? host.group(1) : "us-east-1";
  }

  /** As the Host header says it: the port only where it is not the scheme's own. */
  private static String host(URI base) {
    boolean usual =
        base.getPort() < 0 || base.getPort() == ("https".equals(base.getScheme()) ? 443 : 80);
    return usual ? base.getHost() : base.getHost() + ':' + base.getPort();
  }

  private CompletionStage<UpstreamCall> google(UpstreamCall call, ProviderCredential credential) {
    var file = credential.fields().get("vertex_ai_credentials");
    if (file == null) {
      return shown(
          call,
          "x-goog-api-key",
          "",
          credential.apiKey(),
          "it needs vertex_ai_credentials, a service account's key file.");
    }
    var endpoint = setting(call, "token_url").map(URI::create).orElse(ServiceAccount.GOOGLE);
    return ServiceAccount.read(file, endpoint)
        .map(account -> bearer(call, account))
        .orElseGet(
            () ->
                refused(
                    "vertex_ai_credentials is no service account's key file: it must be JSON with"
                        + " client_email and private_key."));
  }

  private CompletionStage<UpstreamCall> azure(UpstreamCall call, ProviderCredential credential) {
    var secret = credential.fields().get("azure_client_secret");
    var tenant = setting(call, "azure_tenant_id");
    var client = setting(call, "azure_client_id");
    if (credential.apiKey() != null || secret == null || tenant.isEmpty() || client.isEmpty()) {
      return shown(
          call,
          "api-key",
          "",
          credential.apiKey(),
          "it needs api_key, or azure_tenant_id, azure_client_id and azure_client_secret.");
    }
    var authority = setting(call, "azure_authority").map(URI::create);
    return bearer(
        call,
        new EntraApplication(
            authority.orElse(EntraApplication.PUBLIC), tenant.get(), client.get(), secret));
  }

  private static Optional<String> setting(UpstreamCall call, String name) {
    return Optional.ofNullable(call.provider().profile().settings().get(name));
  }

  private CompletionStage<UpstreamCall> bearer(UpstreamCall call, TokenSource source) {
    return tokens
        .get(source)
        .thenApply(t -> call.with(List.of(Map.entry(AUTHORIZATION, "Bearer " + t.value()))))
        .exceptionally(
            failure -> {
              throw new NotAuthorized(message(failure));
            });
  }

  private static String message(Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof AccessTokens.Refused ? String.valueOf(cause.getMessage()) : "no token.";
  }

  private static CompletionStage<UpstreamCall> shown(
      UpstreamCall call, String header, String prefix, @Nullable String apiKey, String lacking) {
    return apiKey == null
        ? refused(lacking)
        : CompletableFuture.completedStage(call.with(List.of(Map.entry(header, prefix + apiKey))));
  }

  private static CompletionStage<UpstreamCall> refused(String why) {
    return CompletableFuture.failedStage(new NotAuthorized(why));
  }
}
