/**
 * How AWS is shown who calls. Pure: the time is an argument.
 *
 * <p>Start reading at {@link dev.turnpike.core.upstream.aws.AwsSigner}.
 */
@NullMarked
package dev.turnpike.core.upstream.aws;

import org.jspecify.annotations.NullMarked;
