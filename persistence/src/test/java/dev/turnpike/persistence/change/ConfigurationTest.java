package dev.turnpike.persistence.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Bootstrap;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyStore;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.OrganizationStore;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelStore;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderStore;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.snapshot.Configuration;
import dev.turnpike.core.snapshot.ConfigurationStore;
import dev.turnpike.core.snapshot.LiveSnapshot;
import dev.turnpike.core.snapshot.SnapshotCopy;
import dev.turnpike.persistence.schema.Schema;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Use cases on PostgreSQL: what is decided holds, what is answered is served, and by everyone. */
@Tag("database")
@QuarkusTest
@QuarkusTestResource(ConfigurationDatabase.class)
class ConfigurationTest {
  private static final String FIRST_KEY = "a-first-key-of-at-least-32-characters";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final String SECRET = "sk-very-secret-credential";

  @Inject Schema schema;
  @Inject ConfigurationChanges changes;
  @Inject ConfigurationStore configuration;
  @Inject ProviderStore providerStore;
  @Inject ModelStore modelStore;
  @Inject KeyStore keyStore;
  @Inject OrganizationStore organizations;
  @Inject LiveSnapshot live;
  @Inject SecretVault vault;
  @Inject Clock clock;
  @Inject DataSource database;

  private Providers providers;
  private Models models;
  private Keys keys;
  private OrganizationId organization;

  @BeforeEach
  void start() {
    if (!schema.isReady()) {
      schema.prepare();
    }
    EndpointProbe noProbe =
        target -> {
          throw new AssertionError("not asked");
        };
    providers =
        new Providers(
            providerStore, modelStore, changes, vault, noProbe, uri -> Optional.empty(), clock);
    models = new Models(modelStore, providerStore, changes, clock);
    keys = new Keys(keyStore, changes, new SecureRandom(), clock);
    organization = new Bootstrap(organizations, keyStore, changes, clock).prepare(FIRST_KEY);
    live.publish();
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
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

  private Provider aProvider() {
    return done(
        providers.create(
            organization,
            json(
                """
                {'provider_id': '%s', 'provider_name': 'Übung 日本',
                 'extra_kwargs': {'base_url': 'https://lab.example/v1', 'api_key': '%s',
                   'formats': {'openai-responses': '/r', 'openai-chat': '/c'}, 'timeout': 2.5,
                   'extra_headers': {'X-Team': '%s-too'}, 'forward_headers': ['x-trace'],
                   'temperature': 0.20, 'region': {'b': 1, 'a': [null, 1.50]}}}
                """
                    .formatted("p-" + UUID.randomUUID(), SECRET, SECRET))));
  }

  private Model aModel(Provider provider, String name) {
    return done(
        models.save(
            organization,
            json(
                """
                {'model_name': '%s', 'provider_id': '%s', 'input_cost': '0.000000000001',
                 'output_cost': 2.50, 'max_context_window': 8192, 'image_support': 1,
                 'supported_params_override': {'z': {'type': 'int'}, 'a': null}}
                """
                    .formatted(name, provider.id()))));
  }

  @Test
  void readsBackWhatWasWritten() {
    var provider = aProvider();
    var model = aModel(provider, "a/b: c-" + provider.id());
    var key =
        done(keys.create(
                organization,
                json(
                    "{'rights':['logs'],'is_test':1,'expiry_date':'2999-01-01','max_usage':0,"
                        + "'rate_limit':1,'spending_limit':'0.10'}")))
            .key();

    assertThat(providers.find(organization, provider.id().value())).contains(provider);
    assertThat(provider.paths()).isNotEmpty();
    assertThat(
            List.copyOf(
                providers.find(organization, provider.id().value()).orElseThrow().paths().keySet()))
        .isEqualTo(List.copyOf(provider.paths().keySet()));
    assertThat(models.find(organization, model.name())).contains(model);
    assertThat(modelStore.ofProvider(organization, provider.id())).containsExactly(model);
    assertThat(keys.find(organization, key.id())).contains(key);
    assertThat(keys.list(organization)).first().isEqualTo(key);
  }

  @Test
  void servesAChangeBeforeAnsweringIt() {
    var provider = aProvider();
    var model = aModel(provider, "served-" + provider.id());
    var made = done(keys.create(organization, json("{}")));

    var snapshot = live.current();
    assertThat(snapshot.catalog(organization).deployments().get(model.name()).credential().apiKey())
        .isEqualTo(SECRET);
    assertThat(snapshot.key(KeyDigest.of(made.secret()))).contains(made.key());

    keys.revoke(organization, made.key().id());
    models.delete(organization, model.name());

    assertThat(live.current().key(KeyDigest.of(made.secret())).orElseThrow().revokedAt())
        .isNotNull();
    assertThat(live.current().catalog(organization).deployments()).doesNotContainKey(model.name());
  }

  @Test
  void undoesWhatARefusedOrFailedChangeWrote() {
    var before = configuration.version();
    var provider = aProvider();
    Outcome<String> refused =
        changes.apply(
            () -> {
              providerStore.delete(organization, provider.id());
              return Outcome.invalid("field", "no");
            });

    assertThat(refused).isInstanceOf(Outcome.Invalid.class);
    assertThatThrownBy(
            () ->
                changes.apply(
                    () -> {
                      providerStore.delete(organization, provider.id());
                      throw new IllegalStateException("thrown inside");
                    }))
        .hasMessageContaining("thrown inside");
    assertThat(providers.find(organization, provider.id().value())).isPresent();
    assertThat(configuration.version()).isEqualTo(before + 1);
  }

  @Test
  void losesNoneOfManyChangesAtOnce() throws Exception {
    var provider = aProvider();
    var before = configuration.version();

    var outcomes =
        allAtOnce(
            8,
            i ->
                providers.change(
                    organization,
                    provider.id().value(),
                    json("{'extra_kwargs':{'member" + i + "':" + i + "}}")));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    assertThat(providers.find(organization, provider.id().value()).orElseThrow().extras())
        .containsKeys(IntStream.range(0, 8).mapToObj(i -> "member" + i).toArray(String[]::new));
    assertThat(configuration.version()).isEqualTo(before + 8);
    assertThat(live.current().version()).isEqualTo(before + 8);
  }

  @Test
  void letsOneOfManyTakeAnId() throws Exception {
    var wire =
        "{'provider_id':'once','provider_name':'O','extra_kwargs':{'base_url':'http://localhost'}}";

    var outcomes = allAtOnce(6, i -> providers.create(organization, json(wire)));

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Outcome.Invalid.class::isInstance).hasSize(5);
  }

  private interface Numbered<T> {
    T run(int number);
  }

  private static <T> List<T> allAtOnce(int times, Numbered<T> work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(times)) {
      var tasks = IntStream.range(0, times).<Callable<T>>mapToObj(i -> () -> work.run(i)).toList();
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void reachesASecondGatewayByItsNextLook() {
    var second = new LiveSnapshot(configuration, new NoCopy(), vault, clock);
    second.follow();
    var provider = aProvider();
    var model = aModel(provider, "second-" + provider.id());

    second.follow();

    assertThat(second.current().catalog(organization).deployments()).containsKey(model.name());
    assertThat(second.current().version()).isEqualTo(live.current().version());
  }

  private static final class NoCopy implements SnapshotCopy {
    @Override
    public void save(Configuration configuration) {}

    @Override
    public Optional<Configuration> load() {
      return Optional.empty();
    }
  }

  @Test
  void notifiesWithTheVersionAndNothingElse() throws SQLException {
    try (var connection = database.getConnection()) {
      execute(connection, "listen turnpike_config");
      aProvider();

      var heard =
          connection
              .unwrap(PGConnection.class)
              .getNotifications((int) Duration.ofSeconds(5).toMillis());

      assertThat(heard).isNotEmpty();
      assertThat(heard[heard.length - 1].getParameter())
          .isEqualTo(String.valueOf(configuration.version()));
      execute(connection, "unlisten *");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void deletesModelsWithTheirProvider() {
    var provider = aProvider();
    var model = aModel(provider, "cascade-" + provider.id());

    var refused = providers.delete(organization, provider.id().value(), false);
    var cascaded = providers.delete(organization, provider.id().value(), true);

    assertThat(refused).isInstanceOf(Outcome.Invalid.class);
    assertThat(cascaded).isInstanceOf(Outcome.Done.class);
    assertThat(models.find(organization, model.name())).isEmpty();
  }

  @Test
  void makesTheFirstOrganizationAndKeyOnce() {
    var bootstrap = new Bootstrap(organizations, keyStore, changes, clock);
    var before = configuration.version();

    assertThat(bootstrap.prepare(FIRST_KEY)).isEqualTo(organization);
    assertThat(configuration.version()).isEqualTo(before);
    assertThat(bootstrap.prepare("another-key-of-at-least-32-characters")).isEqualTo(organization);

    assertThat(keys.list(organization))
        .filteredOn(k -> k.rights().containsAll(List.of(Right.values())))
        .hasSize(2)
        .allMatch(k -> k.revokedAt() == null);
  }

  @Test
  void readsWhatAKeyHasDone() throws SQLException {
    var key = done(keys.create(organization, json("{}"))).key();
    try (var connection = database.getConnection()) {
      execute(
          connection,
          "insert into key_counter (organization_id, key_id, calls, spent_usd, last_used_at)"
              + " values ('%s', '%s', 3, 0.125, '2026-01-02T03:04:05Z')"
                  .formatted(organization, key.id()));
    }

    var use = keys.uses(organization).get(key.id());

    assertThat(use.calls()).isEqualTo(3);
    assertThat(use.spentUsd()).isEqualByComparingTo("0.125");
    assertThat(use.lastUsedAt()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void holdsNoSecretInAnyRow() throws SQLException {
    aProvider();
    var made = done(keys.create(organization, json("{}")));

    var rows = new StringBuilder();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      for (var table : List.of("organization", "provider", "model", "virtual_key")) {
        try (var result =
            statement.executeQuery(
                "select t::text, "
                    + (table.equals("provider") ? "encode(credential, 'escape')" : "''")
                    + " from "
                    + table
                    + " t")) {
          while (result.next()) {
            rows.append(result.getString(1)).append(result.getString(2)).append('\n');
          }
        }
      }
    }

    assertThat(rows.toString())
        .contains("lab.example")
        .doesNotContain(SECRET, made.secret(), made.secret().substring(12), FIRST_KEY);
  }
}
