/** The MCP servers, driven as clients drive them. */
@NullMarked
package dev.turnpike.gateway.mcp;

import org.jspecify.annotations.NullMarked;
