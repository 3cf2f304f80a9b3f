/** Traces, threads and users over HTTP: what exporters send, and what is read afterwards. */
@NullMarked
package dev.turnpike.gateway.traces;

import org.jspecify.annotations.NullMarked;
