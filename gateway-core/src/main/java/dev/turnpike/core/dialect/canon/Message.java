package dev.turnpike.core.dialect.canon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the conversation, or one part of it: results of tools stand in messages of their own.
 *
 * @param name the participant's name, where the dialect has one
 */
public record Message(Role role, List<Block> blocks, @Nullable String name, Extras extras) {
  public Message {
    blocks = List.copyOf(blocks);
  }

  public Message(Role role, List<Block> blocks) {
    this(role, blocks, null, Extras.NONE);
  }

  /**
   * What a user said in a format where results of tools stand among it: here they are messages of
   * their own.
   */
  public static List<Message> ofUser(List<Block> blocks) {
    var messages = new ArrayList<Message>();
    var run = new ArrayList<Block>();
    boolean results = false;
    for (var block : blocks) {
      boolean result = block instanceof Block.ToolResult;
      if (result != results && !run.isEmpty()) {
        messages.add(new Message(results ? Role.TOOL : Role.USER, run));
        run.clear();
      }
      results = result;
      run.add(block);
    }
    messages.add(new Message(results ? Role.TOOL : Role.USER, run));
    return messages;
  }

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    /** OpenAI's newer word for system text; kept apart because providers treat them apart. */
    DEVELOPER,
    USER,
    ASSISTANT,
    /** Results of tools; holds {@link Block.ToolResult} only. */
    TOOL
  }
}
