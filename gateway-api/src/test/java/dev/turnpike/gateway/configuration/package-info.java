/** Several gateways on one database, and a gateway without it. */
@NullMarked
package dev.turnpike.gateway.configuration;

import org.jspecify.annotations.NullMarked;
