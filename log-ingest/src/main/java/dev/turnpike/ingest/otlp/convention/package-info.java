/**
 * What the attributes of a span mean. One table per convention says which attribute is which field
 * of a log; they are asked in the order of {@link dev.turnpike.ingest.otlp.convention.SpanMapping},
 * and the first that has a field has the word. What no table knows becomes metadata.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.otlp.convention.SpanMapping}.
 */
@NullMarked
package dev.turnpike.ingest.otlp.convention;

import org.jspecify.annotations.NullMarked;
