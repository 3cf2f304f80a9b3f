/**
 * The PostgreSQL that comes with the gateway: real server binaries, run as a child process on a
 * data directory that survives restarts. Absent when an external database is configured.
 *
 * <p>Start reading at {@link EmbeddedPostgres}. See docs/decisions for why the server is driven
 * directly and not through a test library.
 */
@NullMarked
package dev.turnpike.persistence.embedded;

import org.jspecify.annotations.NullMarked;
