package dev.turnpike.core.dialect.contract;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a call outside its body.
 *
 * @param model the model in the path; absent where the body names it
 * @param stream what the path says of streaming; absent where the body says it
 * @param items where references to earlier items are looked up
 */
public record CallHead(@Nullable String model, @Nullable Boolean stream, ItemMemory items) {
  /** All is in the body. */
  public static final CallHead BODY = new CallHead(null, null, ItemMemory.NONE);

  /** For Gemini, where model and operation stand in the path. */
  public static CallHead ofPath(String model, boolean stream) {
    return new CallHead(model, stream, ItemMemory.NONE);
  }

  /** For Responses, whose callers may refer to earlier items. */
  public static CallHead withItems(ItemMemory items) {
    return new CallHead(null, null, items);
  }
}
