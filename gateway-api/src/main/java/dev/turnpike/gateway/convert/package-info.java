/**
 * Configurations of other gateways, turned into what this one takes. Commands of the program, apart
 * from the gateway that serves: they read a file and print, and call nobody.
 *
 * <p>Start reading at {@link dev.turnpike.gateway.convert.Convert}.
 */
@NullMarked
package dev.turnpike.gateway.convert;

import org.jspecify.annotations.NullMarked;
