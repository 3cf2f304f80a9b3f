/**
 * Wire formats that only providers speak, each shown by golden files: what a caller asks and what
 * the provider is then sent; what the provider answers, whole and as a stream, and what the caller
 * then reads.
 *
 * <p>Files: {@code dialect-golden/<dialect>/<case>.json}, all of them written by hand after the
 * vendors' documentation. Start reading at {@code ProviderGoldenTest}.
 */
@NullMarked
package dev.turnpike.core.dialect.golden;

import org.jspecify.annotations.NullMarked;
