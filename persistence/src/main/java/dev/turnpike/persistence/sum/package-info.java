/**
 * Sums that are moved in the transaction that stores spans: traces, threads, customers. Each call
 * takes spans that are new, and touches rows in one order everywhere, so that replicas do not
 * deadlock.
 */
@NullMarked
package dev.turnpike.persistence.sum;

import org.jspecify.annotations.NullMarked;
