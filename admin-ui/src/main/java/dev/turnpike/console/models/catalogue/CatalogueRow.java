package dev.turnpike.console.models.catalogue;

import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.known.KnownModel;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.usage.Price;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalogue, custom or built-in.
 *
 * @param name what callers send
 * @param place the page of its provider
 * @param custom whether it was defined here
 * @param callable whether a credential for it is entered
 * @param can capabilities, by the words of the catalogue
 * @param batch what it costs in batches; absent when unknown
 * @param ends the day its vendor switches it off
 */
public record CatalogueRow(
    String name,
    String provider,
    String providerName,
    String place,
    boolean custom,
    boolean callable,
    String type,
    Price price,
    @Nullable Price batch,
    @Nullable Integer window,
    @Nullable Integer maxOutput,
    List<String> can,
    boolean deprecated,
    @Nullable LocalDate ends) {
  public CatalogueRow {
    can = List.copyOf(can);
  }

  static CatalogueRow of(Model model, String providerName) {
    var can = new ArrayList<String>();
    if (model.capabilities().functionCall()) {
      can.add("tools");
    }
    if (model.capabilities().imageInput()) {
      can.add("vision");
    }
    return new CatalogueRow(
        model.name(),
        model.provider().value(),
        providerName,
        "/console/providers/" + model.provider().value(),
        true,
        true,
        model.type().wire(),
        model.price(),
        null,
        model.contextWindow(),
        null,
        can,
        false,
        null);
  }

  static CatalogueRow of(ProviderDescriptor row, KnownModel known, boolean callable, Instant now) {
    var batch = known.batch();
    return new CatalogueRow(
        row.prefixes().getFirst() + "/" + known.id(),
        row.id(),
        row.name(),
        "/console/integrations/" + row.id(),
        false,
        callable,
        known.type().wire(),
        known.ratesAt(now).shown(0),
        batch == null ? null : batch.shown(0),
        known.window(),
        known.maxOutput(),
        known.capabilities().stream().sorted().toList(),
        known.isDeprecatedAt(now),
        known.ends());
  }

  /** Capabilities as words for people. */
  public List<String> abilities() {
    return can.stream().map(CatalogueRow::words).toList();
  }

  static String words(String ability) {
    return switch (ability) {
      case "json_schema" -> "JSON schema";
      case "pdf" -> "PDF";
      default -> ability.replace('_', ' ');
    };
  }
}
