package dev.turnpike.core.dialect.canon.request;

import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a model, free of any wire format.
 *
 * @param model the name the caller used
 * @param stream whether the answer is to come in pieces
 * @param streamUsage whether the caller asked for usage in its stream; only OpenAI chat has a
 *     choice
 * @param messages in order, system and developer text among them
 * @param thinking absent when the caller said nothing of reasoning
 * @param extras fields the caller's dialect does not know
 */
public record ChatRequest(
    String model,
    boolean stream,
    boolean streamUsage,
    List<Message> messages,
    Tooling tooling,
    Sampling sampling,
    @Nullable Thinking thinking,
    OutputForm output,
    Tags tags,
    Extras extras) {
  public ChatRequest {
    messages = List.copyOf(messages);
  }

  /** A request of which no more is known than its model. */
  public static ChatRequest of(String model) {
    return new ChatRequest(
        model,
        false,
        true,
        List.of(),
        Tooling.NONE,
        Sampling.DEFAULT,
        null,
        OutputForm.FREE,
        Tags.NONE,
        Extras.NONE);
  }

  /** The same request for another model. */
  public ChatRequest withModel(String other) {
    return new ChatRequest(
        other, stream, streamUsage, messages, tooling, sampling, thinking, output, tags, extras);
  }
}
