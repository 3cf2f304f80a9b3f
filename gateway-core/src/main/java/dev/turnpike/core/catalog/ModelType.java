package dev.turnpike.core.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model is for. */
public enum ModelType {
  CHAT,
  EMBEDDING,
  AUDIO,
  IMAGE,
  VIDEO,
  RERANK,
  SPEECH,
  TRANSCRIPTION;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ModelType> ofWire(String wire) {
    return Arrays.stream(values()).filter(t -> t.wire().equals(wire)).findFirst();
  }
}
