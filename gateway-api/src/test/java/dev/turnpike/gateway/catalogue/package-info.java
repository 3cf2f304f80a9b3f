/** Tests of the catalogue's refresh. */
@NullMarked
package dev.turnpike.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
