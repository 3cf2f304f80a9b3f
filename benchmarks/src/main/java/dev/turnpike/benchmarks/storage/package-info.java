/**
 * The log store measured through its own code: how fast batches are stored, and what pages cost in
 * the database.
 *
 * <p>Start reading at {@link dev.turnpike.benchmarks.storage.StoreSpeed} and {@link
 * dev.turnpike.benchmarks.storage.ReadSpeed}.
 */
@NullMarked
package dev.turnpike.benchmarks.storage;

import org.jspecify.annotations.NullMarked;
