/** The console: one page is one resource and one template folder; no SQL and no business rule. */
@NullMarked
package dev.turnpike.console;

import org.jspecify.annotations.NullMarked;
