package dev.turnpike.core.known;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class KnownModelsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final KnownModels models = KnownModels.bundled();

  @Test
  void knowsModelsOfEveryProviderThatNamesACatalogue() {
    assertThat(BuiltInProviders.table().all())
        .filteredOn(row -> row.catalogue() != null)
        .allSatisfy(row -> assertThat(models.of(row)).as(row.id()).isNotEmpty());
  }

  @Test
  void findsDatedNamesAndLeavesUnknownOnesUnknown() {
    assertThat(models.find(row("openai"), "gpt-4o-2024-08-06")).isPresent();
    assertThat(models.find(row("openai"), "gpt-nobody")).isEmpty();
    assertThat(models.find(row("wafer"), "gpt-4o")).isEmpty();
  }

  @Test
  void tellsWhatAModelCan() {
    var model = models.find(row("openai"), "gpt-4o").orElseThrow();

    assertThat(model.can("tools")).isTrue();
    assertThat(model.can("vision")).isTrue();
    assertThat(model.window()).isEqualTo(128_000);
    assertThat(model.ratesAt(NOW).shown(0).input()).isEqualByComparingTo(new BigDecimal("2.5"));
  }

  @Test
  void refusesAFileOfAnotherForm() throws IOException {
    var bytes = gzip("{\"form\":2}");

    assertThatThrownBy(() -> KnownModels.read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("form 1");
  }

  @Test
  void takesTheLastOfThePricesThatHold() throws IOException {
    var own =
        KnownModels.read(
            gzip(
                """
                {"form":1,"version":"t","providers":{"openai":{"models":[{"id":"m","match":{"equals":"m"},
                "prices":[{"in":"1"},{"in":"2","from":"2026-11-01"},{"in":"0.5","between":["16:00","00:30"]}]}]}}}
                """));
    var model = own.find(row("openai"), "m").orElseThrow();

    assertThat(price(model, "2026-10-31T12:00:00Z")).isEqualTo("1");
    assertThat(price(model, "2026-11-01T12:00:00Z")).isEqualTo("2");
    assertThat(price(model, "2026-11-01T16:00:00Z")).isEqualTo("0.5");
    assertThat(price(model, "2026-11-01T00:29:00Z")).isEqualTo("0.5");
    assertThat(price(model, "2026-11-01T00:30:00Z")).isEqualTo("2");
  }

  private static String price(KnownModel model, String at) {
    return String.valueOf(model.ratesAt(Instant.parse(at)).shown(0).input());
  }

  private static ProviderDescriptor row(String id) {
    return BuiltInProviders.table().find(id).orElseThrow();
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
