package dev.turnpike.gateway.management.page;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param count how many results this page holds; not the total
 * @param next absolute address of the page after it; absent on the last
 * @param previous absolute address of the page before it; absent on the first
 */
public record Page<T>(
    @Schema(description = "Number of results on this page, not the total", examples = "1")
        int count,
    @Schema(description = "Address of the next page, or null", nullable = true)
        @Nullable String next,
    @Schema(description = "Address of the page before, or null", nullable = true)
        @Nullable String previous,
    List<T> results) {

  public Page {
    results = List.copyOf(results);
  }
}
