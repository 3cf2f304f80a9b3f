/**
 * What is taken out of a log before anything of it is written: by the key's wish and the caller's,
 * whichever is stricter.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.privacy.Protection}.
 */
@NullMarked
package dev.turnpike.ingest.privacy;

import org.jspecify.annotations.NullMarked;
