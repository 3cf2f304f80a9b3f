package dev.turnpike.console.threads;

import dev.turnpike.console.shell.Address;
import dev.turnpike.core.trace.ThreadSummary;
import java.util.List;

/**
 * A page of threads.
 *
 * @param q a thread's whole name; empty for all
 * @param customer empty for all
 */
public record ThreadPage(
    String q, String customer, List<ThreadSummary> rows, boolean first, boolean more) {
  private Address here() {
    return Address.of("/console/threads").with("q", q).with("customer", customer);
  }

  public String next() {
    var last = rows.getLast();
    return here()
        .with("before", last.lastArrival().toString())
        .with("after", last.identifier())
        .toString();
  }

  public String start() {
    return here().toString();
  }

  public long tokens(ThreadSummary thread) {
    return thread.promptTokens() + thread.completionTokens();
  }

  public boolean any() {
    return !q.isEmpty() || !customer.isEmpty();
  }

  public String href(ThreadSummary thread) {
    return Address.of("/console/threads/thread")
        .with("id", thread.identifier())
        .with("environment", thread.environment().wire())
        .toString();
  }
}
