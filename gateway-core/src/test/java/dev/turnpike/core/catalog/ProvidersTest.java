package dev.turnpike.core.catalog;

import static dev.turnpike.core.catalog.CatalogFixture.ORGANIZATION;
import static dev.turnpike.core.catalog.CatalogFixture.done;
import static dev.turnpike.core.catalog.CatalogFixture.errors;
import static dev.turnpike.core.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.provider.AuthScheme;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
  private final CatalogFixture given = new CatalogFixture();

  @Test
  void keepsEverythingThatWasSentAndNoSecretInTheProvider() {
    var provider = given.lab();

    assertThat(provider.baseUrl()).isEqualTo(URI.create("https://lab.example/v1"));
    assertThat(provider.defaults()).containsOnlyKeys("temperature");
    assertThat(provider.extras()).containsOnlyKeys("region");
    assertThat(provider.headerNames()).containsExactly("X-Team");
    assertThat(provider.credential()).isEqualTo(new CredentialHint(true, "-lab"));
    assertThat(provider.toString()).doesNotContain("secret-key-of-the-lab").doesNotContain("blue");
    assertThat(given.credential("lab"))
        .isEqualTo(new ProviderCredential("secret-key-of-the-lab", Map.of("X-Team", "blue")));
    assertThat(given.changes.done()).isEqualTo(1);
  }

  @Test
  void takesTheKeyAtTheTopToo() {
    done(
        given.providers.create(
            ORGANIZATION,
            json(
                "{'provider_id':'p','provider_name':'P','api_key':' k\\n',"
                    + "'extra_kwargs':{'base_url':'http://localhost:11434'}}")));

    assertThat(given.credential("p").apiKey()).isEqualTo("k");
  }

  @Test
  void namesEveryBadFieldAtOnce() {
    var outcome =
        given.providers.create(
            ORGANIZATION,
            json(
                """
                {'provider_id': 'My Lab', 'provider_name': ' ',
                 'extra_kwargs': {'base_url': 'ftp://x', 'timeout': 0, 'formats': ['soap'],
                   'max_tokens': 0, 'temperature': 'hot', 'extra_headers': {'Host': 'x', 'a b': 'c'},
                   'forward_headers': ['Authorization'], 'ca_pem': 'x', 'password': 'hidden-value'}}
                """));

    assertThat(errors(outcome).keySet())
        .containsExactlyInAnyOrder(
            "provider_id",
            "provider_name",
            "extra_kwargs.base_url",
            "extra_kwargs.timeout",
            "extra_kwargs.formats",
            "extra_kwargs.max_tokens",
            "extra_kwargs.temperature",
            "extra_kwargs.extra_headers.Host",
            "extra_kwargs.extra_headers.a b",
            "extra_kwargs.forward_headers",
            "extra_kwargs.ca_pem",
            "extra_kwargs.password");
    assertThat(errors(outcome).toString())
        .contains("such as my-lab")
        .doesNotContain("hidden-value");
    assertThat(given.providers.list(ORGANIZATION)).isEmpty();
  }

  @Test
  void refusesAnIdThatExistsAndNamesPatch() {
    given.lab();

    var again =
        given.providers.create(
            ORGANIZATION,
            json(
                "{'provider_id':'lab','provider_name':'Other',"
                    + "'extra_kwargs':{'base_url':'http://localhost'}}"));

    assertThat(errors(again).get("provider_id")).singleElement().asString().contains("PATCH");
    assertThat(given.providers.find(ORGANIZATION, "lab").orElseThrow().name()).isEqualTo("Lab");
  }

  @Test
  void refusesReservedIds() {
    var outcome =
        given.providers.create(
            ORGANIZATION,
            json(
                "{'provider_id':'models','provider_name':'M',"
                    + "'extra_kwargs':{'base_url':'http://localhost'}}"));

    assertThat(errors(outcome)).containsOnlyKeys("provider_id");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:11434/v1/,     http://localhost:11434/v1",
    "HTTPS://Lab.Example,            https://lab.example",
    "http://[::1]:8000/a/b//,        http://[::1]:8000/a/b",
    "http://10.0.0.1:8080/api/openai, http://10.0.0.1:8080/api/openai",
  })
  void keepsTheBaseUrlAsTypedButForItsEnd(String typed, String kept) {
    var provider =
        done(
            given.providers.create(
                ORGANIZATION,
                json(
                    "{'provider_id':'p','provider_name':'P','extra_kwargs':{'base_url':'"
                        + typed
                        + "'}}")));

    assertThat(provider.baseUrl()).hasToString(kept);
    assertThat(provider.paths()).containsExactly(entry(DialectId.OPENAI_CHAT, "/chat/completions"));
    assertThat(provider.timeout()).isEqualTo(Provider.DEFAULT_TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:11434,                    must begin with http",
    "https://,                           not a URL",
    "https://me:pw@lab.example,          user name or password",
    "https://me@@lab.example,            user name or password",
    "https://lab.example/v1?key=x,       query or fragment",
    "https://lab.example/v1#x,           query or fragment",
    "http://my_host:80/v1,               not a valid name",
    "http://lab.example:70000,           from 1 to 65535",
    "http://lab.example/a/../b,          path segment",
    "https://lab.example/v1/chat/completions, Leave out the operation: https://lab.example/v1",
    "http://169.254.169.254/latest,      Link-local",
    "http://lab.example/a b,             unexpected character",
  })
  void saysWhatIsWrongWithABaseUrl(String typed, String message) {
    var outcome = given.providers.test(json("{'extra_kwargs':{'base_url':'" + typed + "'}}"));

    assertThat(errors(outcome)).containsOnlyKeys("extra_kwargs.base_url");
    assertThat(errors(outcome).get("extra_kwargs.base_url").getFirst())
        .containsIgnoringCase(message);
    assertThat(given.probed).isEmpty();
  }

  @Test
  void readsFormatsAsListAndWithPaths() {
    given.lab();

    var listed =
        done(
            given.providers.change(
                ORGANIZATION,
                "lab",
                json("{'extra_kwargs':{'formats':['anthropic-messages','openai-chat']}}")));
    var withPath =
        done(
            given.providers.change(
                ORGANIZATION,
                "lab",
                json(
                    "{'extra_kwargs':{'formats':"
                        + "{'openai-chat':'/deployments/x/chat?api-version=1','openai-responses':null}}}")));

    assertThat(listed.paths())
        .containsExactly(
            entry(DialectId.ANTHROPIC_MESSAGES, "/messages"),
            entry(DialectId.OPENAI_CHAT, "/chat/completions"));
    assertThat(withPath.paths())
        .containsExactly(
            entry(DialectId.OPENAI_CHAT, "/deployments/x/chat?api-version=1"),
            entry(DialectId.OPENAI_RESPONSES, "/responses"));
  }

  @Test
  void showsTheKeyAsTheFormatWantsUnlessToldHow() {
    given.lab();

    var usual = change("{'formats':['anthropic-messages','openai-chat']}");
    var told = change("{'auth_scheme':'api-key'}");
    var untold = change("{'auth_scheme':null}");
    var wrong =
        errors(given.providers.change(ORGANIZATION, "lab", kwargs("{'auth_scheme':'jwt'}")));
    done(given.providers.test(ORGANIZATION, "lab", kwargs("{'auth_scheme':'x-goog-api-key'}")));
    done(given.providers.test(ORGANIZATION, "lab"));

    assertThat(usual.auth(DialectId.ANTHROPIC_MESSAGES)).isEqualTo(AuthScheme.X_API_KEY);
    assertThat(usual.auth(DialectId.OPENAI_CHAT)).isEqualTo(AuthScheme.BEARER);
    assertThat(told.auth(DialectId.ANTHROPIC_MESSAGES)).isEqualTo(AuthScheme.API_KEY);
    assertThat(told.auth(DialectId.OPENAI_CHAT)).isEqualTo(AuthScheme.API_KEY);
    assertThat(untold.auth(DialectId.ANTHROPIC_MESSAGES)).isEqualTo(AuthScheme.X_API_KEY);
    assertThat(wrong.get("extra_kwargs.auth_scheme").getFirst())
        .contains("bearer, x-api-key, x-goog-api-key, api-key");
    assertThat(given.probed)
        .extracting(EndpointProbe.Target::auth)
        .containsExactly(AuthScheme.X_GOOG_API_KEY, AuthScheme.X_API_KEY);
  }

  private Provider change(String members) {
    return done(given.providers.change(ORGANIZATION, "lab", kwargs(members)));
  }

  private static ObjectNode kwargs(String members) {
    return json("{'extra_kwargs':" + members + "}");
  }

  @Test
  void changesOnlyWhatIsNamedAndNullRemoves() {
    given.lab();

    var changed =
        done(
            given.providers.change(
                ORGANIZATION,
                "lab",
                json(
                    "{'extra_kwargs':{'temperature':null,'max_tokens':64,'timeout':'2.5',"
                        + "'extra_headers':{'X-Org':'o'}}}")));

    assertThat(changed.name()).isEqualTo("Lab");
    assertThat(changed.defaults()).containsOnlyKeys("max_tokens");
    assertThat(changed.extras()).containsOnlyKeys("region");
    assertThat(changed.timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(given.credential("lab"))
        .isEqualTo(
            new ProviderCredential(
                "secret-key-of-the-lab", Map.of("X-Team", "blue", "X-Org", "o")));
  }

  @Test
  void putReplacesAllButSecrets() {
    given.lab();

    var replaced =
        done(
            given.providers.replace(
                ORGANIZATION,
                "lab",
                json(
                    "{'provider_name':'New','extra_kwargs':{'base_url':'https://lab.example/v2',"
                        + "'api_key_set':true,'api_key_last4':'-lab','extra_header_names':['X-Team']}}")));

    assertThat(replaced.extras()).isEmpty();
    assertThat(replaced.defaults()).isEmpty();
    assertThat(replaced.credential().set()).isTrue();
    assertThat(given.credential("lab").headers()).containsOnlyKeys("X-Team");
  }

  @ParameterizedTest
  @CsvSource({"''", "null"})
  void wipesTheKeyWhenItIsBlank(String blank) {
    given.lab();
    var value = blank.equals("null") ? "null" : "''";

    var changed =
        done(
            given.providers.change(
                ORGANIZATION, "lab", json("{'extra_kwargs':{'api_key':" + value + "}}")));

    assertThat(changed.credential()).isEqualTo(CredentialHint.NONE);
    assertThat(given.credential("lab").apiKey()).isNull();
  }

  @Test
  void dropsSecretsWhenTheOriginChangesAndSaysSo() {
    given.lab();

    var outcome =
        given.providers.change(
            ORGANIZATION, "lab", json("{'extra_kwargs':{'base_url':'https://other.example/v1'}}"));

    assertThat(done(outcome).credential().set()).isFalse();
    assertThat(done(outcome).headerNames()).isEmpty();
    assertThat(given.credential("lab")).isEqualTo(ProviderCredential.NONE);
    assertThat(((Outcome.Done<Provider>) outcome).notices())
        .singleElement()
        .asString()
        .contains("removed");
  }

  @Test
  void keepsSecretsOnAnotherPathAndTakesNewOnesForAnotherOrigin() {
    given.lab();

    var samePlace =
        given.providers.change(
            ORGANIZATION,
            "lab",
            json("{'extra_kwargs':{'base_url':'https://lab.example:443/v2'}}"));
    var moved =
        given.providers.change(
            ORGANIZATION,
            "lab",
            json(
                "{'extra_kwargs':{'base_url':'https://other.example','api_key':'new-key',"
                    + "'extra_headers':{'X-Team':'red'}}}"));

    assertThat(((Outcome.Done<Provider>) samePlace).notices()).isEmpty();
    assertThat(done(samePlace).credential().set()).isTrue();
    assertThat(((Outcome.Done<Provider>) moved).notices()).isEmpty();
    assertThat(given.credential("lab"))
        .isEqualTo(new ProviderCredential("new-key", Map.of("X-Team", "red")));
  }

  @Test
  void refusesToChangeTheIdAndDoesNotKnowOthers() {
    given.lab();

    var renamed = given.providers.change(ORGANIZATION, "lab", json("{'provider_id':'x'}"));
    var unknown = given.providers.change(ORGANIZATION, "nope", json("{}"));

    assertThat(errors(renamed)).containsOnlyKeys("provider_id");
    assertThat(unknown).isEqualTo(Outcome.missing());
  }

  @Test
  void refusesAnAuthorizationHeaderBesideAKey() {
    given.lab();

    var outcome =
        given.providers.change(
            ORGANIZATION,
            "lab",
            json("{'extra_kwargs':{'extra_headers':{'authorization':'Token x'}}}"));

    assertThat(errors(outcome)).containsOnlyKeys("extra_kwargs.extra_headers.Authorization");
  }

  @Test
  void namesTheModelsThatKeepAProviderFromBeingDeleted() {
    given.lab();
    done(given.models.save(ORGANIZATION, json("{'model_name':'a/b','provider_id':'lab'}")));

    var refused = given.providers.delete(ORGANIZATION, "lab", false);
    var cascaded = given.providers.delete(ORGANIZATION, "lab", true);

    assertThat(errors(refused).get("provider_id").getFirst()).contains("a/b").contains("cascade");
    assertThat(((Outcome.Done<Provider>) cascaded).notices().getFirst()).contains("a/b");
    assertThat(given.providers.list(ORGANIZATION)).isEmpty();
  }

  @Test
  void testsASavedEndpointWithItsStoredKeyButNeverAnotherOrigin() {
    given.lab();

    given.providers.test(ORGANIZATION, "lab");
    given.providers.test(
        ORGANIZATION, "lab", json("{'extra_kwargs':{'base_url':'https://other.example'}}"));

    assertThat(given.probed.get(0).credential().apiKey()).isEqualTo("secret-key-of-the-lab");
    assertThat(given.probed.get(1).credential()).isEqualTo(ProviderCredential.NONE);
  }

  @Test
  void proposesAFreeId() {
    given.lab();

    assertThat(given.providers.proposeId(ORGANIZATION, "Lab")).isEqualTo("lab-2");
    assertThat(given.providers.proposeId(ORGANIZATION, "Models")).isEqualTo("models-2");
    assertThat(given.providers.proposeId(ORGANIZATION, "???")).isEmpty();
  }

  @Test
  void keepsSecretsOutOfFreeMembersHoweverDeep() {
    var outcome =
        given.providers.test(
            json(
                "{'extra_kwargs':{'base_url':'http://localhost','headers':{'Authorization':'Bearer"
                    + " x'},'aws_secret_access_key':'y','max_tokens':9,'tokenizer':'bpe'}}"));

    assertThat(errors(outcome).keySet())
        .isEqualTo(
            java.util.Set.of(
                "extra_kwargs.headers.Authorization", "extra_kwargs.aws_secret_access_key"));
    assertThat(List.copyOf(given.probed)).isEmpty();
  }
}
