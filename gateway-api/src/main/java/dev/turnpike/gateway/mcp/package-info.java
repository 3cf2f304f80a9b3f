/**
 * Model Context Protocol servers, stateless over HTTP: one that searches the documentation without
 * a key, one that asks the gateway itself with one. Its tools are the REST endpoints, called within
 * the process. {@link dev.turnpike.gateway.mcp.McpExchange} carries the messages of either; the
 * protocol itself is the official SDK's.
 */
@NullMarked
package dev.turnpike.gateway.mcp;

import org.jspecify.annotations.NullMarked;
