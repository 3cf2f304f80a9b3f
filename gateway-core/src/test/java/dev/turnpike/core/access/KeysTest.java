package dev.turnpike.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.change.DirectChanges;
import dev.turnpike.core.error.Outcome;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
  private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 1));
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final InMemoryKeyStore store = new InMemoryKeyStore();
  private final Keys keys =
      new Keys(store, new DirectChanges(), new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC));

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private NewKey create(String wire) {
    return ((Outcome.Done<NewKey>) keys.create(ORGANIZATION, json(wire))).value();
  }

  @Test
  void showsTheSecretOnceAndStoresItsDigest() {
    var made = create("{'name':'CI'}");

    assertThat(made.secret()).matches("tp_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}");
    assertThat(KeyFormat.isMistyped(made.secret())).isFalse();
    assertThat(made.toString()).doesNotContain(made.secret());
    assertThat(store.exists(KeyDigest.of(made.secret()))).isTrue();
    assertThat(made.key())
        .isEqualTo(
            new VirtualKey(
                made.key().id(),
                ORGANIZATION,
                "CI",
                made.secret().substring(0, 11),
                KeyDigest.of(made.secret()),
                Set.of(Right.CALLS, Right.LOGS),
                Environment.PROD,
                KeyLimits.NONE,
                NOW,
                null));
  }

  @Test
  void readsRightsEnvironmentAndLimits() {
    var key =
        create(
                """
                {'rights': ['management', 'CALLS'], 'is_test': true, 'expiry_date': '2026-01-03',
                 'max_usage': 10, 'rate_limit': 60, 'spending_limit': '2.50'}
                """)
            .key();

    assertThat(key.rights()).containsExactlyInAnyOrder(Right.MANAGEMENT, Right.CALLS);
    assertThat(key.environment()).isEqualTo(Environment.TEST);
    assertThat(key.limits())
        .isEqualTo(
            new KeyLimits(Instant.parse("2026-01-04T00:00:00Z"), 10L, 60, new BigDecimal("2.50")));
  }

  @Test
  void takesMinusOneAsUnlimited() {
    assertThat(create("{'max_usage':-1,'rate_limit':-1,'spending_limit':-1}").key().limits())
        .isEqualTo(KeyLimits.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'rights':['root']}                     | rights",
        "{'rights':[]}                           | rights",
        "{'rights':'calls'}                      | rights",
        "{'environment':'moon'}                  | environment",
        "{'environment':'prod','is_test':true}   | environment",
        "{'expiry_date':'tomorrow'}              | expiry_date",
        "{'expiry_date':'2020-01-01T00:00:00Z'}  | expiry_date",
        "{'max_usage':-2}                        | max_usage",
        "{'rate_limit':0}                        | rate_limit",
        "{'spending_limit':-3}                   | spending_limit",
        "{'limit_policies':[{'max_value':1}]}    | limit_policies",
        "{'name':7}                              | name",
      })
  void namesTheBadField(String wire, String field) {
    var outcome = keys.create(ORGANIZATION, json(wire));

    assertThat(outcome).isInstanceOf(Outcome.Invalid.class);
    assertThat(((Outcome.Invalid<NewKey>) outcome).errors().byField()).containsOnlyKeys(field);
  }

  @Test
  void changesNameAndExpiryAndNothingElse() {
    var id = create("{}").key().id();

    var changed =
        keys.change(
            ORGANIZATION, id, json("{'name':'New','expiry_date':'2026-02-01T00:00:00+01:00'}"));
    var refused = keys.change(ORGANIZATION, id, json("{'rights':['management']}"));

    assertThat(changed).isInstanceOf(Outcome.Done.class);
    assertThat(store.find(ORGANIZATION, id).orElseThrow())
        .extracting(VirtualKey::name, k -> k.limits().expiresAt())
        .containsExactly("New", Instant.parse("2026-01-31T23:00:00Z"));
    assertThat(((Outcome.Invalid<VirtualKey>) refused).errors().byField())
        .containsOnlyKeys("rights");
  }

  @Test
  void revokesForGoodAndKeepsTheRow() {
    var id = create("{}").key().id();

    keys.revoke(ORGANIZATION, id);

    assertThat(keys.list(ORGANIZATION)).singleElement().matches(k -> k.refusedAt(NOW));
    assertThat(keys.change(ORGANIZATION, id, json("{'name':'x'}")))
        .isInstanceOf(Outcome.Forbidden.class);
    assertThat(keys.revoke(ORGANIZATION, id)).isInstanceOf(Outcome.Done.class);
    assertThat(keys.revoke(ORGANIZATION, UUID.randomUUID())).isEqualTo(Outcome.missing());
  }

  @Test
  void rotatesWithAnOverlap() {
    var old = create("{'name':'CI','rate_limit':5}");

    var outcome = keys.rotate(ORGANIZATION, old.key().id(), Duration.ofHours(24));

    var successor = ((Outcome.Done<NewKey>) outcome).value();
    var before = store.find(ORGANIZATION, old.key().id()).orElseThrow();
    assertThat(successor.secret()).isNotEqualTo(old.secret());
    assertThat(successor.key().limits()).isEqualTo(old.key().limits());
    assertThat(before.refusedAt(NOW.plus(Duration.ofHours(23)))).isFalse();
    assertThat(before.refusedAt(NOW.plus(Duration.ofHours(24)))).isTrue();
  }

  @Test
  void rotatesAtOnceWithoutOverlap() {
    var old = create("{}").key();

    keys.rotate(ORGANIZATION, old.id(), Duration.ZERO);

    assertThat(store.find(ORGANIZATION, old.id()).orElseThrow().refusedAt(NOW)).isTrue();
    assertThat(keys.rotate(ORGANIZATION, old.id(), Duration.ZERO))
        .isInstanceOf(Outcome.Forbidden.class);
  }

  @Test
  void tellsAMistypedKeyAndLetsOthersPass() {
    var key = create("{}").secret();
    var typo = key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);

    assertThat(KeyFormat.isMistyped(typo)).isTrue();
    assertThat(KeyFormat.isMistyped("tp_short")).isFalse();
    assertThat(KeyFormat.isMistyped("sk_live_anything")).isFalse();
    assertThat(KeyFormat.prefix("sk_live_0123456789abcdef0123456789")).isEqualTo("sk_l");
    assertThat(KeyFormat.prefix("short")).isEmpty();
  }
}
