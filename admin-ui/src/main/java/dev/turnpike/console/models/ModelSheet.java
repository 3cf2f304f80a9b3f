package dev.turnpike.console.models;

import dev.turnpike.console.shell.Form;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.Provider;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sheet for adding or editing a model shows.
 *
 * @param before the model being edited; absent while one is added
 * @param offers names the chosen provider's endpoint reports; empty when it was not asked
 * @param problem why the endpoint told none
 */
public record ModelSheet(
    @Nullable Model before,
    List<Provider> providers,
    Form form,
    List<String> offers,
    @Nullable String problem) {

  /** Wire names of what a model can be for. */
  public List<String> types() {
    return Arrays.stream(ModelType.values()).map(ModelType::wire).toList();
  }
}
