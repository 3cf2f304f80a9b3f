package dev.turnpike.core.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.TestVault;
import dev.turnpike.core.change.DirectChanges;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.provider.AuthScheme;
import dev.turnpike.core.provider.BuiltInProviders;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntegrationsTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 1));

  private final InMemoryIntegrationStore store = new InMemoryIntegrationStore();
  private final TestVault vault = new TestVault();
  private final List<EndpointProbe.Target> probed = new ArrayList<>();
  private final Integrations integrations =
      new Integrations(
          BuiltInProviders.table(),
          store,
          new DirectChanges(),
          vault,
          this::probe,
          IntegrationsTest::refusal,
          Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

  private EndpointProbe.Report probe(EndpointProbe.Target target) {
    probed.add(target);
    return new EndpointProbe.Report(true, 200, Duration.ofMillis(3), List.of("m"), null, null);
  }

  private static Optional<String> refusal(URI uri) {
    return uri.getHost().startsWith("169.254.")
        ? Optional.of("Link-local addresses are never called.")
        : Optional.empty();
  }

  @Test
  void keepsSecretsSealedAndShowsTheirEndAlone() {
    var made =
        done(
            create(
                "{'provider_id':'groq','name':'Team','weight':3,"
                    + "'credentials':{'api_key':'gsk_0123456789abcd'}}"));

    assertThat(made.secrets()).containsEntry("api_key", new CredentialHint(true, "abcd"));
    assertThat(made.weight()).isEqualTo(3);
    assertThat(made.toString()).doesNotContain("gsk_0123456789abcd");
    var sealed = store.sealed(ORGANIZATION, made.id()).orElseThrow();
    assertThat(Secrets.opened(sealed, vault, ORGANIZATION, made.id()).values())
        .containsEntry("api_key", "gsk_0123456789abcd");
  }

  @Test
  void namesEveryBadField() {
    var outcome =
        create(
            "{'provider_id':'azure_openai','weight':0,'available_models':'all',"
                + "'credentials':{'api_base':'ftp://x','api_kee':'k'}}");

    assertThat(errors(outcome))
        .containsOnlyKeys(
            "weight",
            "available_models",
            "credentials.api_base",
            "credentials.api_kee",
            "credentials");
  }

  @Test
  void refusesAnAddressTheGatewayMustNotCall() {
    var outcome =
        create(
            "{'provider_id':'azure_openai',"
                + "'credentials':{'api_base':'http://169.254.169.254','api_key':'0123456789ab'}}");

    assertThat(errors(outcome)).containsOnlyKeys("credentials.api_base");
  }

  @Test
  void asksForTheKeyAgainWhenTheServerChanges() {
    var made =
        done(
            create(
                "{'provider_id':'azure_openai','credentials':"
                    + "{'api_base':'https://one.openai.azure.com','api_key':'0123456789ab'}}"));

    var outcome =
        integrations.change(
            ORGANIZATION,
            made.id(),
            json("{'credentials':{'api_base':'https://two.openai.azure.com'}}"));

    assertThat(errors(outcome)).containsOnlyKeys("credentials");
  }

  @Test
  void changesOnlyWhatIsNamed() {
    var made = done(create("{'provider_id':'openai','credentials':{'api_key':'sk-0123456789ab'}}"));

    var changed = done(integrations.change(ORGANIZATION, made.id(), json("{'is_active':false}")));

    assertThat(changed.active()).isFalse();
    assertThat(changed.secrets()).isEqualTo(made.secrets());
  }

  @Test
  void refusesARetiredProviderWithTheSentenceOfItsRow() {
    var outcome = create("{'provider_id':'google_palm','credentials':{}}");

    assertThat(errors(outcome).get("provider_id").getFirst()).contains("15 August 2024");
  }

  @Test
  void testsWithTheProvidersOwnAuthAndPath() {
    var made =
        done(create("{'provider_id':'anthropic','credentials':{'api_key':'sk-0123456789ab'}}"));

    done(integrations.test(ORGANIZATION, made.id()));

    assertThat(probed)
        .singleElement()
        .satisfies(
            target -> {
              assertThat(target.baseUrl()).isEqualTo(URI.create("https://api.anthropic.com/v1"));
              assertThat(target.auth()).isEqualTo(AuthScheme.X_API_KEY);
              assertThat(target.path()).isEqualTo("/models");
            });
  }

  @Test
  void testsAtAnOperationWhereThereIsNoListOfModels() {
    var reducto =
        done(create("{'provider_id':'reducto','credentials':{'api_key':'rd-0123456789ab'}}"));
    var bedrock =
        done(
            create(
                "{'provider_id':'bedrock','credentials':{'aws_access_key_id':'AKIA0123456789ABCDEF',"
                    + "'aws_secret_access_key':'0123456789abcdef0123456789abcdef01234567',"
                    + "'aws_region_name':'eu-central-1'}}"));

    done(integrations.test(ORGANIZATION, reducto.id()));
    done(integrations.test(ORGANIZATION, bedrock.id()));

    assertThat(probed)
        .extracting(EndpointProbe.Target::path)
        .containsExactly("/parse", "/model/credential-test/converse");
    assertThat(probed).extracting(target -> target.proved() != null).containsExactly(false, true);
  }

  @Test
  void readsKeysOfTheEnvironmentUnderTheVendorsNames() {
    var environment = Map.of("OPENAI_API_KEY", "sk-from-env-0001", "PATH", "/bin");

    var found = EnvironmentCredentials.read(BuiltInProviders.table(), environment::get);

    assertThat(found.variables()).containsExactly("OPENAI_API_KEY");
    assertThat(found.of(ORGANIZATION))
        .singleElement()
        .satisfies(
            connection -> {
              assertThat(connection.credential().apiKey()).isEqualTo("sk-from-env-0001");
              assertThat(connection.integration().source())
                  .isEqualTo(Integration.Source.ENVIRONMENT);
            });
  }

  private Outcome<Integration> create(String text) {
    return integrations.create(ORGANIZATION, json(text));
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> done) {
      return done.value();
    }
    throw new AssertionError("not done: " + outcome);
  }

  private static Map<String, List<String>> errors(Outcome<?> outcome) {
    return outcome instanceof Outcome.Invalid<?> invalid
        ? invalid.errors().byField()
        : Map.of("not invalid", List.of(outcome.toString()));
  }
}
