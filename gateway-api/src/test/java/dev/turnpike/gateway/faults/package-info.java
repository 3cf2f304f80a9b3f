/**
 * What happens when things break: a gateway killed under traffic, a database that stops answering.
 * Against the built application in a process of its own; the ledgers of upstream, caller and
 * database are compared afterwards.
 */
@NullMarked
package dev.turnpike.gateway.faults;

import org.jspecify.annotations.NullMarked;
