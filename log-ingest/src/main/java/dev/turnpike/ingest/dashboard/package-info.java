/**
 * What calls add up to, over HTTP: groups of logs, and the dashboard's totals, charts and
 * quantiles. All of it is read through {@link dev.turnpike.core.rollup.Rollups}.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.dashboard.DashboardResource}.
 */
@NullMarked
package dev.turnpike.ingest.dashboard;

import org.jspecify.annotations.NullMarked;
