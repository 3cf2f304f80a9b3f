/**
 * Vendors' own Java clients against the gateway: each client reaches a provider of each format, and
 * hears the same. A client first talks to its own vendor's fake directly, so that the fake is
 * right.
 *
 * <p>Start reading at {@link dev.turnpike.gateway.sdk.SdkContract}.
 */
@NullMarked
package dev.turnpike.gateway.sdk;

import org.jspecify.annotations.NullMarked;
