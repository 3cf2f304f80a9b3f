/**
 * From the wire form of a log, with all its aliases, to a span. Every value of a wrong type is
 * named.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.api.form.SpanForm}.
 */
@NullMarked
package dev.turnpike.ingest.api.form;

import org.jspecify.annotations.NullMarked;
