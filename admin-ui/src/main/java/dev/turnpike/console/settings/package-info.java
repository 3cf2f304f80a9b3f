/** Account, log pipeline and version. */
@NullMarked
package dev.turnpike.console.settings;

import org.jspecify.annotations.NullMarked;
