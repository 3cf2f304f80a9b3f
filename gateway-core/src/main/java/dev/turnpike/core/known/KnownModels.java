package dev.turnpike.core.known;

import dev.turnpike.core.provider.ProviderDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One version of the public catalogue. Immutable; thread-safe. A look-up tests the clauses of one
 * provider's models once per name, then is by hash.
 */
public final class KnownModels {
  private static final String FILE = "known-models.json.gz";
  private static final Pattern COMPACT_DATE =
      Pattern.compile("(-)(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=-|:|$)");

  /** Names that are asked for come from callers: past this many, they are looked up each time. */
  private static final int MOST_REMEMBERED = 20_000;

  record Entry(Predicate<String> match, KnownModel model) {}

  record OfProvider(List<Entry> entries, List<String> fallback) {
    OfProvider {
      entries = List.copyOf(entries);
      fallback = List.copyOf(fallback);
    }
  }

  private final String version;
  private final Map<String, OfProvider> providers;
  private final Map<String, Optional<KnownModel>> remembered = new ConcurrentHashMap<>();

  KnownModels(String version, Map<String, OfProvider> providers) {
    this.version = version;
    this.providers = providers;
  }

  /** The one the application brings; read at the first call, then kept. */
  public static KnownModels bundled() {
    return Bundled.MODELS;
  }

  private static final class Bundled {
    static final KnownModels MODELS = load();

    private static KnownModels load() {
      try (var in = KnownModels.class.getResourceAsStream(FILE)) {
        if (in == null) {
          throw new IllegalStateException(FILE + " is not in the application");
        }
        return KnownModelsFile.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException(FILE + " cannot be read", e);
      }
    }
  }

  /**
   * Reads a file made by {@code scripts/known-models/make.py}.
   *
   * @throws IOException when it is none; the message says what is wrong
   */
  public static KnownModels read(byte[] compressed) throws IOException {
    return KnownModelsFile.read(new ByteArrayInputStream(compressed));
  }

  /** Its source and a digest of its content; written to the log row of each call it priced. */
  public String version() {
    return version;
  }

  public boolean isEmpty() {
    return providers.values().stream().allMatch(provider -> provider.entries.isEmpty());
  }

  /** The provider's models, in the order of the file. */
  public List<KnownModel> of(ProviderDescriptor row) {
    var found = row.catalogue() == null ? null : providers.get(row.catalogue());
    return found == null ? List.of() : found.entries.stream().map(Entry::model).toList();
  }

  /** The model of that name at the provider; empty when none is known. */
  public Optional<KnownModel> find(ProviderDescriptor row, String upstreamName) {
    var catalogue = row.catalogue();
    if (catalogue == null) {
      return Optional.empty();
    }
    var key = catalogue + '\n' + upstreamName;
    var known = remembered.get(key);
    if (known == null) {
      known = find(catalogue, upstreamName.toLowerCase(Locale.ROOT));
      if (remembered.size() < MOST_REMEMBERED) {
        remembered.put(key, known);
      }
    }
    return known;
  }

  private Optional<KnownModel> find(String catalogue, String name) {
    var found = match(catalogue, name, true);
    if (found.isPresent()) {
      return found;
    }
    var dashed = COMPACT_DATE.matcher(name).replaceAll("$1$2-$3-$4");
    return dashed.equals(name) ? found : match(catalogue, dashed, true);
  }

  private Optional<KnownModel> match(String catalogue, String name, boolean further) {
    var provider = providers.get(catalogue);
    if (provider == null) {
      return Optional.empty();
    }
    for (var entry : provider.entries) {
      if (entry.match.test(name)) {
        return Optional.of(entry.model);
      }
    }
    return further
        ? provider.fallback.stream()
            .flatMap(other -> match(other, name, false).stream())
            .findFirst()
        : Optional.empty();
  }
}
