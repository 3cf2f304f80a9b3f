/**
 * From the command line to the first served request, and back: settings, the data directory, the
 * embedded database, the order of start and stop.
 */
@NullMarked
package dev.turnpike.gateway.start;

import org.jspecify.annotations.NullMarked;
