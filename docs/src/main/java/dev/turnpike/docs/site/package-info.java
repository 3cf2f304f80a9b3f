/**
 * The documentation as data: pages read from markdown, their order, search over them, and the plain
 * texts for language models.
 *
 * <p>Start reading at {@link dev.turnpike.docs.site.Site}.
 */
@NullMarked
package dev.turnpike.docs.site;

import org.jspecify.annotations.NullMarked;
