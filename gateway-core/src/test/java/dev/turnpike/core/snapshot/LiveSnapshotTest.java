package dev.turnpike.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.catalog.TestVault;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.snapshot.Configuration.StoredProvider;
import dev.turnpike.core.usage.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSnapshotTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 1));
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
  private static final VirtualKey KEY =
      new VirtualKey(
          new UUID(2, 2),
          ORGANIZATION,
          "CI",
          "tp_12345678",
          KeyDigest.of("a key"),
          Set.of(Right.CALLS, Right.MANAGEMENT),
          Environment.TEST,
          new KeyLimits(NOW, 5L, 6, new BigDecimal("7.50")),
          NOW,
          NOW);

  @TempDir Path disk;

  private final SecretVault vault = new TestVault();
  private final ConfigurationStoreInMemory store = new ConfigurationStoreInMemory();

  private LiveSnapshot gateway(SecretVault with) {
    return new LiveSnapshot(
        store,
        new SealedSnapshotCopy(disk.resolve("snapshot"), with),
        with,
        InstantSource.fixed(NOW));
  }

  private static StoredProvider provider(String name, SecretVault sealedBy) {
    var id = new ProviderId(name);
    var paths = new LinkedHashMap<DialectId, String>();
    paths.put(DialectId.OPENAI_RESPONSES, "/responses");
    paths.put(DialectId.OPENAI_CHAT, "/chat");
    return new StoredProvider(
        new Provider(
            ORGANIZATION,
            id,
            "Name of " + name,
            URI.create("https://lab.example/v1"),
            paths,
            List.of("X-Team"),
            List.of("x-trace"),
            "PEM",
            Duration.ofMillis(1500),
            Map.of("temperature", DecimalNode.valueOf(new BigDecimal("0.20"))),
            Map.of("region", TextNode.valueOf("eu")),
            new CredentialHint(true, "cret"),
            NOW,
            NOW),
        new ProviderCredential("the secret of " + name, Map.of("X-Team", "blue"))
            .sealed(sealedBy, ORGANIZATION, id));
  }

  private static Model model(String name, String provider) {
    return new Model(
        ORGANIZATION,
        name,
        "Display",
        new ProviderId(provider),
        "upstream",
        ModelType.EMBEDDING,
        new Price(new BigDecimal("0.10"), null, BigDecimal.ZERO, BigDecimal.ONE),
        8192,
        new Model.Capabilities(true, false, true),
        Map.of("top_k", TextNode.valueOf("x")),
        NOW,
        NOW);
  }

  private Configuration one(long version) {
    return new Configuration(
        version, List.of(provider("lab", vault)), List.of(model("m", "lab")), List.of(KEY));
  }

  @Test
  void joinsModelsProvidersAndOpenedCredentials() {
    store.holds(one(7));
    var live = gateway(vault);

    live.publish();

    var snapshot = live.current();
    var deployment = snapshot.catalog(ORGANIZATION).deployments().get("m");
    assertThat(snapshot.version()).isEqualTo(7);
    assertThat(snapshot.key(KeyDigest.of("a key"))).contains(KEY);
    assertThat(deployment.model()).isEqualTo(model("m", "lab"));
    assertThat(deployment.credential().apiKey()).isEqualTo("the secret of lab");
  }

  @Test
  void keepsAtTheEndWhatWasPublishedAfterTheLastLook() {
    store.holds(one(7));
    var live = gateway(vault);
    live.follow();
    store.holds(one(8));
    live.publish();

    live.keep();

    var next = gateway(vault);
    next.serveCopy();
    assertThat(next.current().version()).isEqualTo(8);
  }

  @Test
  void readsEverythingOnlyWhenTheVersionIsAnother() {
    store.holds(one(7));
    var live = gateway(vault);

    live.follow();
    live.follow();
    live.follow();
    store.holds(one(8));
    live.follow();

    assertThat(store.reads()).isEqualTo(2);
    assertThat(live.current().version()).isEqualTo(8);
  }

  @Test
  void servesTheCopyOnDiskWhileTheDatabaseIsAway() throws IOException {
    store.holds(one(7));
    var before = gateway(vault);
    before.follow();
    store.isAway(true);

    var restarted = gateway(vault);
    restarted.serveCopy();
    restarted.follow();

    assertThat(restarted.current()).usingRecursiveComparison().isEqualTo(before.current());
    assertThat(restarted.read())
        .extracting(
            SnapshotGauges.Reading::version,
            SnapshotGauges.Reading::fromDisk,
            SnapshotGauges.Reading::failures)
        .containsExactly(7L, true, 1L);
  }

  @Test
  void hidesTheCopyFromOthers() throws IOException {
    store.holds(one(7));
    gateway(vault).follow();

    var file = disk.resolve("snapshot").resolve("configuration.sealed");
    var text = Files.readString(file, StandardCharsets.ISO_8859_1);

    assertThat(text).doesNotContain("secret of lab", "lab.example", KEY.digest().hex());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(disk.resolve("snapshot"))))
        .isEqualTo("rwx------");
  }

  @Test
  void startsEmptyOnACopyOfAnotherKeyOrADamagedOne() throws IOException {
    store.holds(one(7));
    gateway(vault).follow();
    var otherKey = gateway(new TestVault(0x11));
    otherKey.serveCopy();
    Files.writeString(disk.resolve("snapshot").resolve("configuration.sealed"), "damaged");
    var damaged = gateway(vault);

    damaged.serveCopy();

    assertThat(otherKey.current()).isSameAs(Snapshot.EMPTY);
    assertThat(damaged.current()).isSameAs(Snapshot.EMPTY);
  }

  @Test
  void neverLetsTheCopyReplaceWhatTheDatabaseSaid() {
    store.holds(one(7));
    gateway(vault).follow();
    store.holds(one(8));
    var live = gateway(vault);
    live.follow();

    live.serveCopy();

    assertThat(live.current().version()).isEqualTo(8);
    assertThat(live.read().fromDisk()).isFalse();
  }

  @Test
  void keepsOtherProvidersWorkingWhenOneCredentialDoesNotOpen() {
    store.holds(
        new Configuration(
            7,
            List.of(provider("lab", vault), provider("old", new TestVault(0x11))),
            List.of(model("m", "lab"), model("n", "old")),
            List.of()));
    var live = gateway(vault);

    live.publish();

    var catalog = live.current().catalog(ORGANIZATION);
    assertThat(catalog.deployments().get("m").credential().apiKey()).isNotNull();
    assertThat(catalog.deployments().get("n").credential()).isEqualTo(ProviderCredential.NONE);
    assertThat(catalog.credentials()).containsOnlyKeys(new ProviderId("lab"));
    assertThat(catalog.providers().values())
        .filteredOn(catalog::needsCredential)
        .extracting(p -> p.id().value())
        .containsExactly("old");
    assertThat(live.read().unreadable()).extracting(p -> p.id().value()).containsExactly("old");
  }

  @Test
  void countsFailuresAndRecovers() {
    store.holds(one(7));
    var live = gateway(vault);
    live.follow();
    store.isAway(true);
    live.publish();
    live.follow();
    var during = live.read();
    store.isAway(false);
    store.holds(one(8));

    live.follow();

    assertThat(during.failures()).isEqualTo(2);
    assertThat(during.problem()).isNotNull();
    assertThat(during.version()).isEqualTo(7);
    assertThat(live.read())
        .isEqualTo(new SnapshotGauges.Reading(8, false, NOW, 2, null, List.of()));
  }

  @Test
  void readsAgainWhenADatabaseWasPutBackToAnEarlierVersion() {
    store.holds(one(7));
    var live = gateway(vault);
    live.follow();
    store.holds(one(3));

    live.follow();

    assertThat(live.current().version()).isEqualTo(3);
  }
}
