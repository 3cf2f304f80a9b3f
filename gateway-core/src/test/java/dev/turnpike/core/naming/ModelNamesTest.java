package dev.turnpike.core.naming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.integration.Secrets;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 1));
  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final ModelNames names =
      new ModelNames(BuiltInProviders.table(), new TwoModels(), new Random(7));

  /** Knows two models, each of its provider's. */
  private record TwoModels() implements ModelBook {
    @Override
    public boolean knows(ProviderDescriptor row, String upstreamName) {
      return (row.id().equals("openai") && upstreamName.equals("gpt-4o"))
          || (row.id().equals("groq") && upstreamName.equals("llama-3.3-70b"));
    }

    @Override
    public Model describe(
        ProviderDescriptor row, Provider provider, String name, String upstreamName) {
      return ModelBook.unknown(provider, name, upstreamName);
    }
  }

  @Test
  void passesAnyNameOnWhereThePrefixIsAConnectedProvider() {
    var found = found("groq/some-new-model", catalog(connection("groq", "a", 1)), Wishes.NONE);

    assertThat(found.deployment().model().upstreamName()).isEqualTo("some-new-model");
    assertThat(found.deployment().provider().baseUrl())
        .isEqualTo(URI.create("https://api.groq.com/openai/v1"));
    assertThat(found.deployment().credential().apiKey()).isEqualTo("key-a");
    assertThat(found.credential()).isEqualTo("a");
  }

  @Test
  void takesWellKnownBareNamesAndNoOthers() {
    var catalog = catalog(connection("openai", "a", 1), connection("groq", "b", 1));

    assertThat(found("gpt-4o", catalog, Wishes.NONE).deployment().provider().id().value())
        .isEqualTo("openai");
    assertThat(found("llama-3.3-70b", catalog, Wishes.NONE).deployment().provider().id().value())
        .isEqualTo("groq");
    assertThat(names.find(ORGANIZATION, catalog, "gpt-nobody-knows", Wishes.NONE))
        .isEqualTo(new Named.Unknown());
  }

  @Test
  void letsACustomModelOfTheSameNameWin() {
    var custom = custom("lab", "gpt-4o");
    var catalog =
        new Catalog(
            Map.of("gpt-4o", custom),
            Map.of(custom.provider().id(), custom.provider()),
            Map.of(),
            Map.of("openai", List.of(connection("openai", "a", 1))));

    assertThat(found("gpt-4o", catalog, Wishes.NONE).deployment()).isEqualTo(custom);
    assertThat(found("lab/gpt-4o", catalog, Wishes.NONE).deployment()).isEqualTo(custom);
    assertThat(names.find(ORGANIZATION, catalog, "lab/other", Wishes.NONE))
        .isEqualTo(new Named.Unknown());
  }

  @Test
  void saysWhatAProviderWithoutCredentialNeeds() {
    var refusal = refusal("mistral/mistral-small", catalog(), Wishes.NONE);

    assertThat(refusal.status()).isEqualTo(404);
    assertThat(refusal.code()).isEqualTo("provider_not_connected");
    assertThat(refusal.message()).startsWith("Mistral has no credential here.");
  }

  @Test
  void answersGoneForARetiredProvider() {
    var refusal = refusal("palm/chat-bison", catalog(), Wishes.NONE);

    assertThat(refusal.status()).isEqualTo(410);
    assertThat(refusal.message()).contains("15 August 2024");
  }

  @Test
  void spreadsCallsOverCredentialsByWeight() {
    var catalog = catalog(connection("groq", "one", 1), connection("groq", "three", 3));
    var counts = new HashMap<String, Integer>();

    for (int i = 0; i < 4000; i++) {
      counts.merge(found("groq/m", catalog, Wishes.NONE).credential(), 1, Integer::sum);
    }

    assertThat(counts.get("three")).isBetween(2850, 3150);
    assertThat(counts.get("one") + counts.get("three")).isEqualTo(4000);
  }

  @Test
  void usesNoCredentialThatMayNotServeTheModel() {
    var only = connection("groq", "only-a", 1, List.of("a"), List.of());
    var not = connection("groq", "not-a", 1, List.of(), List.of("a"));
    var catalog = catalog(only, not);

    for (int i = 0; i < 20; i++) {
      assertThat(found("groq/a", catalog, Wishes.NONE).credential()).isEqualTo("only-a");
      assertThat(found("groq/b", catalog, Wishes.NONE).credential()).isEqualTo("not-a");
    }
  }

  @Test
  void takesACredentialThatCameWithTheCall() {
    var own = wishes("{'togetherai':{'api_key':'theirs'}}", "{}", "{}");

    var found = found("together_ai/meta/llama", catalog(), own);

    assertThat(found.ownCredential()).isTrue();
    assertThat(found.deployment().credential().apiKey()).isEqualTo("theirs");
    assertThat(found.deployment().model().upstreamName()).isEqualTo("meta/llama");
    assertThat(own.secrets()).containsExactly("theirs");
  }

  @Test
  void balancesAWeightedListThatCameWithTheCall() {
    var own =
        wishes(
            "[{'credentials':{'groq':{'api_key':'first'}},'weight':1,'exclude_models':['m']},"
                + "{'credentials':{'groq':{'api_key':'second'}},'weight':5}]",
            "{}",
            "{}");

    assertThat(found("groq/m", catalog(), own).deployment().credential().apiKey())
        .isEqualTo("second");
  }

  @Test
  void letsAnOverrideOfOneModelWin() {
    var own = wishes("{'groq':{'api_key':'general'}}", "{'groq/m':{'api_key':'special'}}", "{}");

    assertThat(found("groq/m", catalog(), own).deployment().credential().apiKey())
        .isEqualTo("special");
    assertThat(found("groq/n", catalog(), own).deployment().credential().apiKey())
        .isEqualTo("general");
  }

  @Test
  void neverGoesWhereNoAdministratorLetIt() {
    var azure =
        wishes(
            "{'azure_openai':{'api_key':'k1234567','api_base':'https://evil.example'}}",
            "{}",
            "{}");
    var groq = wishes("{'groq':{'api_key':'k','api_base':'https://evil.example'}}", "{}", "{}");
    var lab = custom("lab", "m");
    var labs =
        new Catalog(
            Map.of("m", lab), Map.of(lab.provider().id(), lab.provider()), Map.of(), Map.of());
    var redirected = wishes("{}", "{'m':{'api_key':'k','api_base':'https://evil.example'}}", "{}");

    for (var refusal :
        List.of(
            refusal("azure/gpt-4o", catalog(), azure),
            refusal("groq/m", catalog(), groq),
            refusal("m", labs, redirected))) {
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(refusal.message()).contains("no administrator has entered");
    }
  }

  @Test
  void goesToAnAddressAnAdministratorEntered() {
    var lab = custom("lab", "m");
    var catalog =
        new Catalog(
            Map.of("m", lab), Map.of(lab.provider().id(), lab.provider()), Map.of(), Map.of());
    var own = wishes("{}", "{'m':{'api_key':'k2','api_base':'https://lab.example/other'}}", "{}");

    assertThat(found("m", catalog, own).deployment().credential().apiKey()).isEqualTo("k2");
  }

  @Test
  void pinsAProviderByHeaderAndMapsDeployments() {
    var catalog = catalog(connection("groq", "a", 1));
    var routed = new Wishes("groq", NOTHING, NOTHING, json("{'gpt-4o':'my-deployment'}"));

    var found = found("gpt-4o", catalog, routed);

    assertThat(found.deployment().provider().id().value()).isEqualTo("groq");
    assertThat(found.deployment().model().upstreamName()).isEqualTo("my-deployment");
    assertThat(refusal("gpt-4o", catalog, new Wishes("nobody", NOTHING, NOTHING, NOTHING)).param())
        .isEqualTo("X-Respan-Route-Provider");
  }

  private Named.Found found(String name, Catalog catalog, Wishes wishes) {
    var named = names.find(ORGANIZATION, catalog, name, wishes);
    assertThat(named).isInstanceOf(Named.Found.class);
    return (Named.Found) named;
  }

  private GatewayError refusal(String name, Catalog catalog, Wishes wishes) {
    var named = names.find(ORGANIZATION, catalog, name, wishes);
    assertThat(named).isInstanceOf(Named.Refused.class);
    return ((Named.Refused) named).reason();
  }

  private static Wishes wishes(String credentials, String overrides, String deployments) {
    return new Wishes(null, json(credentials), json(overrides), json(deployments));
  }

  private static Catalog catalog(Connection... connections) {
    var byProvider = new HashMap<String, List<Connection>>();
    for (var connection : connections) {
      byProvider.merge(
          connection.integration().provider(),
          List.of(connection),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
    return new Catalog(Map.of(), Map.of(), Map.of(), byProvider);
  }

  private static Connection connection(String provider, String name, int weight) {
    return connection(provider, name, weight, List.of(), List.of());
  }

  private static Connection connection(
      String provider, String name, int weight, List<String> available, List<String> excluded) {
    var row = BuiltInProviders.table().find(provider).orElseThrow();
    return Connection.of(
            row,
            new Integration(
                ORGANIZATION,
                UUID.randomUUID(),
                provider,
                name,
                weight,
                true,
                available,
                excluded,
                Map.of(),
                Map.of(),
                Integration.Source.STORED,
                Instant.EPOCH,
                Instant.EPOCH),
            new Secrets(Map.of("api_key", "key-" + name)))
        .orElseThrow();
  }

  private static Deployment custom(String id, String model) {
    var provider =
        new Provider(
            ORGANIZATION,
            new ProviderId(id),
            id,
            URI.create("https://lab.example/v1"),
            Map.of(DialectId.OPENAI_CHAT, "/chat/completions"),
            List.of(),
            List.of(),
            null,
            Provider.DEFAULT_TIMEOUT,
            Map.of(),
            Map.of(),
            CredentialHint.NONE,
            Instant.EPOCH,
            Instant.EPOCH);
    return new Deployment(
        ModelBook.unknown(provider, model, model), provider, new ProviderCredential("k", Map.of()));
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
