/**
 * Model calls on the running gateway, from outside: providers and models are made by the API, the
 * provider is a scripted server, log rows are read back by the API.
 */
@NullMarked
package dev.turnpike.gateway.calls;

import org.jspecify.annotations.NullMarked;
