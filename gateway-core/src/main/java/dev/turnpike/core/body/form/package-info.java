/**
 * Request bodies of {@code multipart/form-data}: parts known by place, so that files pass to a
 * provider byte for byte. Pure.
 *
 * <p>Start reading at {@link dev.turnpike.core.body.form.FormScan}.
 */
@NullMarked
package dev.turnpike.core.body.form;

import org.jspecify.annotations.NullMarked;
