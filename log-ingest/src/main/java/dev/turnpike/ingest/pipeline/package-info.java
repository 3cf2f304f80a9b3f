/**
 * Starts the log pipeline with the application and ends it in the right order: no newcomers, what
 * waits to disk, what can be to the database.
 */
@NullMarked
package dev.turnpike.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
