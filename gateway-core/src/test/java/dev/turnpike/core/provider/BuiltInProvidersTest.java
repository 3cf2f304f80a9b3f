package dev.turnpike.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.provider.ProviderDescriptor.Status;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every row of the table must hold, whatever it says. */
class BuiltInProvidersTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  private final BuiltInProviders table = BuiltInProviders.table();

  @Test
  void hasTheThirtyRowsAndWhatCameAfter() {
    assertThat(table.all())
        .hasSize(31)
        .first()
        .satisfies(row -> assertThat(row.id()).isEqualTo("openai"));
    assertThat(table.all()).extracting(ProviderDescriptor::name).doesNotHaveDuplicates();
  }

  @Test
  void callsOverTlsAtAnAddressWhoseGapsAreFields() {
    for (var row : table.all()) {
      if (row.status() != Status.ACTIVE) {
        continue;
      }
      assertThat(row.baseUrl()).as(row.id()).matches("(https://|\\{api_base}).*");
      var gaps = PLACEHOLDER.matcher(row.baseUrl() + row.paths().values());
      while (gaps.find()) {
        var gap = gaps.group(1);
        if (!gap.equals("model") && !gap.equals("operation")) {
          assertThat(row.field(gap)).as(row.id() + " " + gap).isPresent();
        }
      }
    }
  }

  @Test
  void wantsASecretOfEveryProviderThatCanBeCalled() {
    assertThat(table.all())
        .filteredOn(row -> row.status() == Status.ACTIVE)
        .allSatisfy(
            row ->
                assertThat(row.fields())
                    .as(row.id())
                    // Not a required one: Azure and AWS take one of two kinds.
                    .anyMatch(CredentialField::secret));
  }

  @Test
  void namesASourceForEveryRowThatClaimsSomething() {
    assertThat(table.all())
        .filteredOn(row -> row.status() != Status.CUSTOM)
        .allSatisfy(
            row -> {
              assertThat(row.facts()).as(row.id()).isNotEmpty();
              assertThat(row.facts()).allSatisfy(f -> assertThat(f.source()).hasScheme("https"));
            });
  }

  @Test
  void saysWhatBecameOfARetiredProvider() {
    assertThat(table.all())
        .filteredOn(row -> row.status() == Status.RETIRED)
        .extracting(ProviderDescriptor::id, ProviderDescriptor::note)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "google_palm",
                "Google switched the PaLM API off on 15 August 2024. Use a Gemini model, such as"
                    + " gemini/gemini-flash-latest, instead."));
  }

  @Test
  void leavesNoPrefixOrFamilyToTwoProviders() {
    var families = new HashSet<String>();
    for (var row : table.all()) {
      assertThat(row.families()).as(row.id()).allSatisfy(f -> assertThat(families.add(f)).isTrue());
      row.prefixes().forEach(p -> assertThat(table.ofPrefix(p)).contains(row));
    }
  }

  @Test
  void findsTheProviderOfABareNameByItsLongestFamily() {
    assertThat(table.ofFamily("gpt-4o-mini")).map(ProviderDescriptor::id).contains("openai");
    assertThat(table.ofFamily("claude-sonnet-4-5"))
        .map(ProviderDescriptor::id)
        .contains("anthropic");
    assertThat(table.ofFamily("my-own-model")).isEmpty();
  }
}
