/** Many rows at once by {@code COPY}, which costs both sides less than inserts of many values. */
@NullMarked
package dev.turnpike.persistence.bulk;

import org.jspecify.annotations.NullMarked;
