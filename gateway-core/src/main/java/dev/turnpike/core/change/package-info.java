/**
 * What every change of the configuration shares: reading wire input with errors by field ({@link
 * WireForm}), and making a change whole, in order and usable at once ({@link
 * ConfigurationChanges}).
 */
@NullMarked
package dev.turnpike.core.change;

import org.jspecify.annotations.NullMarked;
