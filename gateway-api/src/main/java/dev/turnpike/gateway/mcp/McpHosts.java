package dev.turnpike.gateway.mcp;

import java.util.List;

/**
 * Host names under which pages in a browser may use the MCP servers, besides localhost and plain
 * addresses.
 */
public record McpHosts(List<String> names) {
  public McpHosts {
    names = List.copyOf(names);
  }

  boolean contain(String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
