/**
 * What a gateway is made to do once while it is packaged, so that the ahead-of-time cache of the
 * Java virtual machine holds how its busiest code behaves. Run beside it, with the JDK alone.
 */
@NullMarked
package dev.turnpike.gateway.rehearsal;

import org.jspecify.annotations.NullMarked;
