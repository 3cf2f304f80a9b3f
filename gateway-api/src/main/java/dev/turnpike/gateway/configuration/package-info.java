/**
 * Keeps the configuration in memory current: first rows, first read, then a look at the version
 * each second. Start reading at {@link ConfigurationFollower}.
 */
@NullMarked
package dev.turnpike.gateway.configuration;

import org.jspecify.annotations.NullMarked;
