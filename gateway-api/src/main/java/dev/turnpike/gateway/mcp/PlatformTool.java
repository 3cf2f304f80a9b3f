package dev.turnpike.gateway.mcp;

import dev.turnpike.core.access.Principal;
import dev.turnpike.core.access.Right;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Set;

/**
 * One thing that the platform's server can be asked.
 *
 * @param rights of which the caller's key must have one
 * @param isReading whether it changes nothing
 */
record PlatformTool(
    String name,
    String description,
    Set<Right> rights,
    boolean isReading,
    ToolInput input,
    Asking asking) {

  PlatformTool {
    rights = Set.copyOf(rights);
  }

  /** Asks the endpoint; refusals come as its exceptions. */
  interface Asking {
    /** A value that Jackson writes. */
    Object ask(ToolArguments arguments);
  }

  boolean isFor(Principal caller) {
    return rights.stream().anyMatch(caller::may);
  }

  McpSchema.Tool described() {
    return McpSchema.Tool.builder()
        .name(name)
        .description(description)
        .inputSchema(input.schema())
        .annotations(
            McpSchema.ToolAnnotations.builder()
                .readOnlyHint(isReading)
                .destructiveHint(false)
                .openWorldHint(false)
                .build())
        .build();
  }
}
