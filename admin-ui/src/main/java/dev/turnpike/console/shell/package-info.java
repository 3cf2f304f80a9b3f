/**
 * What every page stands in: the frame's data, form fields and their token, response headers,
 * toasts, and how figures are written.
 *
 * <p>Start reading at {@link Console} and {@link Shell}.
 */
@NullMarked
package dev.turnpike.console.shell;

import org.jspecify.annotations.NullMarked;
