package dev.turnpike.core.provider;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider as the gateway knows it before anyone entered a credential: one row of the table.
 *
 * @param id in addresses, logs and the admin API
 * @param credentialKey its name under {@code customer_credentials}
 * @param environmentVariable what its own SDK reads the key from; absent where one value is not
 *     enough
 * @param baseUrl a template; {@code {field}} stands for what the user entered; empty for one that
 *     has no address of its own
 * @param auth how it is shown who calls, for all of its formats
 * @param paths the wire formats it speaks, in order of preference, each with its path below the
 *     base; {@code {model}} and credential fields may stand in it
 * @param operations besides conversations, by the words of the log ({@code embedding} …)
 * @param refused parameters of its main format that it refuses, by what its documentation says
 * @param prefixes what may stand before the slash in a model name, the usual one first
 * @param families how bare names of its own models begin, such as {@code gpt-}
 * @param aliases names that go by another one at the provider
 * @param modelsPath where it lists its models; absent when it does not
 * @param catalogue its id in the price catalogue; absent when it has none
 * @param status whether it can be used
 * @param note what one should know, a sentence; absent when nothing is special
 * @param page the vendor's own page
 */
public record ProviderDescriptor(
    String id,
    String name,
    String credentialKey,
    @Nullable String environmentVariable,
    List<CredentialField> fields,
    String baseUrl,
    AuthScheme auth,
    Map<DialectId, String> paths,
    Set<String> operations,
    Set<Quirk> quirks,
    Set<String> refused,
    List<String> prefixes,
    List<String> families,
    Map<String, String> aliases,
    @Nullable String modelsPath,
    @Nullable String catalogue,
    Status status,
    @Nullable String note,
    URI page,
    List<Fact> facts) {

  /** Whether a provider can be used. */
  public enum Status {
    /** As it stands. */
    ACTIVE,
    /** By defining a provider of one's own. */
    CUSTOM,
    /** Its vendor has switched it off; the note says what took its place. */
    RETIRED
  }

  public ProviderDescriptor {
    fields = List.copyOf(fields);
    paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    operations = Set.copyOf(operations);
    quirks = Set.copyOf(quirks);
    refused = Set.copyOf(refused);
    prefixes = List.copyOf(prefixes);
    families = List.copyOf(families);
    aliases = Map.copyOf(aliases);
    facts = List.copyOf(facts);
  }

  public Optional<CredentialField> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /** Whether every fact of the row was found in a public source that can be relied on. */
  public boolean isConfirmed() {
    return facts.stream().allMatch(Fact::confirmed);
  }

  /** What the provider itself calls the model. */
  public String upstreamName(String name) {
    return aliases.getOrDefault(name, name);
  }
}
