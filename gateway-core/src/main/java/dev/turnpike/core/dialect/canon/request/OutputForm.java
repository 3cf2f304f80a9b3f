package dev.turnpike.core.dialect.canon.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the answer is to look like.
 *
 * @param format absent for free text
 * @param verbosity low, medium or high
 * @param modalities text, audio, image in lower case; empty when the caller did not say
 * @param audio voice settings as OpenAI writes them
 */
public record OutputForm(
    @Nullable Format format,
    @Nullable String verbosity,
    List<String> modalities,
    @Nullable ObjectNode audio) {
  public static final OutputForm FREE = new OutputForm(null, null, List.of(), null);

  public OutputForm {
    modalities = List.copyOf(modalities);
  }

  /** A demand on the text. */
  public sealed interface Format {
    /** Some JSON object. */
    record AnyJson() implements Format {}

    /** JSON that follows a schema; {@code strict} as the caller said it. */
    record Schema(
        String name, @Nullable String description, ObjectNode schema, @Nullable Boolean strict)
        implements Format {}
  }
}
