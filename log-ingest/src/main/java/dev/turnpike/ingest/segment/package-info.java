/**
 * Files of framed payloads: numbered segments that are appended to, read piece by piece, and
 * survive being cut or damaged anywhere; and the checkpoint that says up to where they are done
 * with. What a payload means is not known here.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.segment.Frames}.
 */
@NullMarked
package dev.turnpike.ingest.segment;

import org.jspecify.annotations.NullMarked;
