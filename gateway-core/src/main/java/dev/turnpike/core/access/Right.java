package dev.turnpike.core.access;

/** What a virtual key may do. Each right is its own tick; the first key of an installation has all. */
public enum Right {
  /** Call models through the gateway. */
  CALLS,
  /** Write and read logs, traces and users. */
  LOGS,
  /** Create, change and delete providers, models and keys. */
  MANAGEMENT
}
