package dev.turnpike.core.provider;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table of built-in providers, read once from {@code providers.json}. Immutable; thread-safe;
 * look-ups are by hash.
 */
public final class BuiltInProviders {
  private static final String FILE = "providers.json";
  private static final BuiltInProviders TABLE = read();

  private final Map<String, ProviderDescriptor> byId = new LinkedHashMap<>();
  private final Map<String, ProviderDescriptor> byPrefix = new LinkedHashMap<>();
  private final Map<String, ProviderDescriptor> byCredential = new LinkedHashMap<>();

  private BuiltInProviders(Iterable<ProviderDescriptor> rows) {
    for (var row : rows) {
      put(byId, row.id(), row);
      put(byCredential, row.credentialKey(), row);
      row.prefixes().forEach(prefix -> put(byPrefix, prefix, row));
    }
  }

  private static void put(Map<String, ProviderDescriptor> map, String key, ProviderDescriptor row) {
    var other = map.put(key, row);
    if (other != null && other != row) {
      throw new IllegalStateException(key + " stands for " + other.id() + " and " + row.id());
    }
  }

  public static BuiltInProviders table() {
    return TABLE;
  }

  /** All rows, in the order of the table. */
  public Collection<ProviderDescriptor> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  public Optional<ProviderDescriptor> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** By what stands before the slash of a model name. */
  public Optional<ProviderDescriptor> ofPrefix(String prefix) {
    return Optional.ofNullable(byPrefix.get(prefix));
  }

  /** By its name under {@code customer_credentials}, its id or a prefix: people mix them up. */
  public Optional<ProviderDescriptor> ofCredential(String key) {
    return Optional.ofNullable(byCredential.get(key)).or(() -> find(key)).or(() -> ofPrefix(key));
  }

  /** By the look of a bare name; the longest family wins. */
  public Optional<ProviderDescriptor> ofFamily(String modelName) {
    ProviderDescriptor found = null;
    int length = 0;
    for (var row : byId.values()) {
      for (var family : row.families()) {
        if (family.length() > length && modelName.startsWith(family)) {
          found = row;
          length = family.length();
        }
      }
    }
    return Optional.ofNullable(found);
  }

  private static BuiltInProviders read() {
    try (var in = BuiltInProviders.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the application");
      }
      return new BuiltInProviders(ProviderTable.rows(new JsonMapper().readTree(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
