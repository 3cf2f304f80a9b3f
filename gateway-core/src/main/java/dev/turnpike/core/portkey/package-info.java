/**
 * What Portkey's clients say in headers and config objects, as parameters of this gateway. Pure: no
 * I/O. Whatever has no equal is named, never passed over.
 *
 * <p>Start reading at {@link dev.turnpike.core.portkey.PortkeyHeaders}.
 */
@NullMarked
package dev.turnpike.core.portkey;

import org.jspecify.annotations.NullMarked;
