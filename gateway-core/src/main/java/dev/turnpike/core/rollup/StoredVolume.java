package dev.turnpike.core.rollup;

import dev.turnpike.core.access.OrganizationId;
import java.time.LocalDate;
import java.util.List;

/** How much room logs take. Blocking, thread-safe. */
public interface StoredVolume {
  /**
   * Days (UTC) of the window whose logs are still kept, oldest first.
   *
   * @param to the day after the last one
   */
  List<Day> days(OrganizationId organization, LocalDate from, LocalDate to);

  /**
   * What came in on a day.
   *
   * @param logs how many, those that were deleted one by one included
   * @param bytes on disk now, indexes included; of a day that organizations share, the part that
   *     goes with its number of logs
   */
  record Day(LocalDate day, long logs, long bytes) {}
}
