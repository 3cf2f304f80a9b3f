package dev.turnpike.core.dialect.canon.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request and how they may be used.
 *
 * @param parallel whether several may be called in one turn; absent when the caller did not say
 */
public record Tooling(List<Tool> tools, @Nullable ToolChoice choice, @Nullable Boolean parallel) {
  public static final Tooling NONE = new Tooling(List.of(), null, null);

  public Tooling {
    tools = List.copyOf(tools);
  }

  /** Whether the answer must hold a tool call. */
  public boolean mustCall() {
    return choice instanceof ToolChoice.Required
        || choice instanceof ToolChoice.Named
        || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
  }
}
