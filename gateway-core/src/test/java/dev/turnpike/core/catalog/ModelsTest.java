package dev.turnpike.core.catalog;

import static dev.turnpike.core.catalog.CatalogFixture.NOW;
import static dev.turnpike.core.catalog.CatalogFixture.ORGANIZATION;
import static dev.turnpike.core.catalog.CatalogFixture.done;
import static dev.turnpike.core.catalog.CatalogFixture.errors;
import static dev.turnpike.core.catalog.CatalogFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.usage.Price;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
  private final CatalogFixture given = new CatalogFixture();

  @BeforeEach
  void aProvider() {
    given.lab();
  }

  private Outcome<Model> save(String wire) {
    return given.models.save(ORGANIZATION, json(wire));
  }

  @Test
  void readsEveryField() {
    var outcome =
        save(
            """
            {'model_name': 'lab/llama 3:8b', 'custom_provider_id': 'lab', 'base_model_name': 'llama3',
             'display_name': 'Llama', 'input_cost': '0.15', 'output_cost': 2, 'cache_hit_input_cost': 0,
             'max_context_window': 8192, 'function_call': 1, 'image_support': true,
             'streaming_support': 0, 'model_type': 'embedding',
             'supported_params_override': {'top_k': {'type': 'int'}}}
            """);

    assertThat(outcome)
        .isEqualTo(
            Outcome.created(
                new Model(
                    ORGANIZATION,
                    "lab/llama 3:8b",
                    "Llama",
                    new ProviderId("lab"),
                    "llama3",
                    ModelType.EMBEDDING,
                    new Price(new BigDecimal("0.15"), BigDecimal.TWO, BigDecimal.ZERO, null),
                    8192,
                    new Model.Capabilities(true, true, false),
                    Map.of("top_k", json("{'type': 'int'}")),
                    NOW,
                    NOW)));
  }

  @Test
  void asksForNothingButNameAndProvider() {
    var model = done(save("{'model_name':'gpt-4o-mini','provider_id':'lab'}"));

    assertThat(model.upstreamName()).isEqualTo("gpt-4o-mini");
    assertThat(model.calledByOwnName()).isTrue();
    assertThat(model.price()).isEqualTo(Price.UNKNOWN);
    assertThat(model.type()).isEqualTo(ModelType.CHAT);
  }

  @Test
  void changesTheModelOfThatNameAndKeepsWhatIsNotSent() {
    done(save("{'model_name':'m','provider_id':'lab','input_cost':1,'function_call':1}"));

    var outcome = save("{'model_name':'m','provider_id':'lab','output_cost':2}");

    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(((Outcome.Done<Model>) outcome).created()).isFalse();
    assertThat(done(outcome).price())
        .isEqualTo(new Price(BigDecimal.ONE, BigDecimal.TWO, null, null));
    assertThat(done(outcome).capabilities().functionCall()).isTrue();
  }

  @Test
  void copiesABaseModelOfTheOrganization() {
    done(save("{'model_name':'m','provider_id':'lab','base_model_name':'up','input_cost':1}"));

    var alias = done(save("{'model_name':'alias','base_model_name':'m','output_cost':3}"));

    assertThat(alias.upstreamName()).isEqualTo("up");
    assertThat(alias.displayName()).isEqualTo("alias");
    assertThat(alias.price()).isEqualTo(new Price(BigDecimal.ONE, new BigDecimal("3"), null, null));
    assertThat(errors(save("{'model_name':'x','base_model_name':'nope'}")))
        .isEqualTo(Map.of("base_model_name", java.util.List.of(Models.BASE_MODEL_NOT_FOUND)));
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(errors(save("{'model_name':'x'}"))).containsOnlyKeys("custom_provider_id");
    assertThat(save("{'model_name':'x','custom_provider_id':'Nope'}"))
        .isInstanceOf(Outcome.Missing.class);
    assertThat(errors(save("{'provider_id':'lab'}"))).containsOnlyKeys("model_name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"list", "summary", "public", "a/status", "/a", "a/", "a/../b", "a\\u0007b"})
  void refusesNamesThatCouldNotBeAddressed(String name) {
    assertThat(errors(save("{'model_name':'" + name + "','provider_id':'lab'}")))
        .containsOnlyKeys("model_name");
  }

  @Test
  void namesEveryBadFieldAtOnce() {
    var outcome =
        save(
            """
            {'model_name': 'm', 'provider_id': 'lab', 'input_cost': -1, 'output_cost': 'x',
             'cache_hit_input_cost': 0.1234567890123, 'max_context_window': 0,
             'function_call': 2, 'model_type': 'telepathy', 'supported_params_override': [1]}
            """);

    assertThat(errors(outcome).keySet())
        .containsExactlyInAnyOrder(
            "input_cost",
            "output_cost",
            "cache_hit_input_cost",
            "max_context_window",
            "function_call",
            "model_type",
            "supported_params_override");
  }

  @Test
  void refusesNumbersThatAreOnlyLargeWrittenOut() {
    assertThat(errors(save("{'model_name':'m','provider_id':'lab','input_cost':'1e999999999'}")))
        .containsOnlyKeys("input_cost");
  }

  @Test
  void patchChangesOnlyWhatIsNamedAndNullResets() {
    done(
        save(
            "{'model_name':'m','provider_id':'lab','base_model_name':'up','input_cost':1,"
                + "'max_context_window':5,'display_name':'M'}"));

    var changed =
        done(
            given.models.change(
                ORGANIZATION,
                "m",
                json("{'base_model_name':null,'input_cost':null,'display_name':null}")));

    assertThat(changed.upstreamName()).isEqualTo("m");
    assertThat(changed.price()).isEqualTo(Price.UNKNOWN);
    assertThat(changed.displayName()).isEqualTo("m");
    assertThat(changed.contextWindow()).isEqualTo(5);
  }

  @Test
  void putReplacesTheWholeModel() {
    done(save("{'model_name':'m','provider_id':'lab','input_cost':1}"));

    var replaced = done(given.models.replace(ORGANIZATION, "m", json("{'provider_id':'lab'}")));

    assertThat(replaced.price()).isEqualTo(Price.UNKNOWN);
    assertThat(errors(given.models.replace(ORGANIZATION, "m", json("{}"))))
        .containsOnlyKeys("custom_provider_id");
  }

  @Test
  void refusesAnotherNameOrNoProviderInAChange() {
    done(save("{'model_name':'m','provider_id':'lab'}"));

    assertThat(errors(given.models.change(ORGANIZATION, "m", json("{'model_name':'n'}"))))
        .containsOnlyKeys("model_name");
    assertThat(errors(given.models.change(ORGANIZATION, "m", json("{'provider_id':null}"))))
        .containsOnlyKeys("custom_provider_id");
  }

  @Test
  void deletes() {
    done(save("{'model_name':'m','provider_id':'lab'}"));

    assertThat(done(given.models.delete(ORGANIZATION, "m")).name()).isEqualTo("m");
    assertThat(given.models.delete(ORGANIZATION, "m")).isEqualTo(Outcome.missing());
  }
}
