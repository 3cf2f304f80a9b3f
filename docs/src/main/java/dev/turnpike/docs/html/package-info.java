/**
 * Markdown as HTML. {@link dev.turnpike.docs.html.Markdown} renders a page; code blocks that stand
 * together become tabs.
 */
@NullMarked
package dev.turnpike.docs.html;

import org.jspecify.annotations.NullMarked;
