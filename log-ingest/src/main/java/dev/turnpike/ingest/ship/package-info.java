/**
 * From segment files to the database: batches, retries, and what to do with a span the database
 * will never take. Idempotent: the store takes each span once, so work may be repeated after a
 * crash.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.ship.Shipper}.
 */
@NullMarked
package dev.turnpike.ingest.ship;

import org.jspecify.annotations.NullMarked;
