package dev.turnpike.gateway.management.models;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a list of models can be filtered and sorted by, under its name on the wire. */
enum ModelField {
  MODEL_NAME(ModelWire::modelName),
  BASE_MODEL_NAME(ModelWire::baseModelName),
  PROVIDER__PROVIDER_ID(ModelWire::ownedBy),
  PROVIDER__PROVIDER_NAME(
      model -> {
        var provider = model.provider();
        return provider == null ? null : provider.providerName();
      }),
  AFFILIATION_CATEGORY(ModelWire::affiliationCategory),
  IS_MANAGED(model -> model.affiliationCategory().equals(ModelWire.GLOBAL)),
  STATUS(ModelWire::status),
  MODEL_TYPE(ModelWire::modelType),
  INPUT_COST(ModelWire::inputCost),
  OUTPUT_COST(ModelWire::outputCost),
  MAX_CONTEXT_WINDOW(
      model -> {
        var window = model.maxContextWindow();
        return window == null ? null : BigDecimal.valueOf(window);
      }),
  HAS_DISCOUNT(model -> Boolean.FALSE),
  AVAILABLE_TO_USER(ModelWire::availableToUser);

  private final Function<ModelWire, @Nullable Object> reader;

  ModelField(Function<ModelWire, @Nullable Object> reader) {
    this.reader = reader;
  }

  /** The value as text, number ({@link BigDecimal}) or truth; absent where the model has none. */
  Optional<Object> of(ModelWire model) {
    return Optional.ofNullable(reader.apply(model));
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ModelField> ofWire(String wire) {
    return Arrays.stream(values()).filter(field -> field.wire().equals(wire)).findFirst();
  }

  /** Models without a value come last, in either direction. */
  Comparator<ModelWire> order(boolean descending) {
    Comparator<Object> values = ModelField::compare;
    return Comparator.comparing(
        model -> of(model).orElse(null),
        Comparator.nullsLast(descending ? values.reversed() : values));
  }

  private static int compare(Object one, Object other) {
    if (one instanceof BigDecimal number && other instanceof BigDecimal against) {
      return number.compareTo(against);
    }
    return one.toString().compareTo(other.toString());
  }
}
