/**
 * Wire formats. Pure: no clock, no threads, no I/O. Dialects do not know one another; they meet in
 * the canonical form.
 */
@NullMarked
package dev.turnpike.core.dialect;

import org.jspecify.annotations.NullMarked;
