package dev.turnpike.gateway.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what upstream, callers and database wrote down of the same calls. A program of its own
 * that knows nothing of the gateway: {@code java LedgerCheck.java FOLDER} reads four files of
 * tab-separated columns, prints each disagreement, and ends with status 1 when there is one.
 *
 * <ul>
 *   <li>{@code upstream.tsv}: the number of each call that arrived
 *   <li>{@code callers.tsv}: number, log id, {@code ended} or {@code broken}; the log id of a
 *       broken call may be empty
 *   <li>{@code database.tsv}: number, log id, status, cost, key, customer of each row
 *   <li>{@code counters.tsv}: {@code key} or {@code customer}, its id, calls, cost
 * </ul>
 *
 * <p>A call whose caller saw its end must have exactly one row; one that broke off may have one or
 * none, since the gateway was killed under it.
 */
public final class LedgerCheck {
  private static final int SHOWN = 20;

  private final List<String> findings = new ArrayList<>();
  private final Set<String> begun = new HashSet<>();
  private final Map<String, String> ended = new TreeMap<>();
  private final Set<String> arrived = new HashSet<>();
  private final Map<String, List<String[]>> rows = new HashMap<>();

  private LedgerCheck() {}

  /** Checks the folder that is the first argument. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: java LedgerCheck.java FOLDER");
      System.exit(2);
    }
    var check = new LedgerCheck();
    var sum = check.check(Path.of(arguments[0]));
    check.findings.stream().limit(SHOWN).forEach(System.out::println);
    System.out.println(sum);
    System.exit(check.findings.isEmpty() ? 0 : 1);
  }

  private String check(Path folder) throws IOException {
    for (var call : lines(folder, "callers.tsv", 3)) {
      begun.add(call[0]);
      if (call[2].equals("ended")) {
        ended.put(call[0], call[1]);
      }
    }
    lines(folder, "upstream.tsv", 1).forEach(call -> arrived.add(call[0]));
    var stored = lines(folder, "database.tsv", 6);
    stored.forEach(row -> rows.computeIfAbsent(row[0], n -> new ArrayList<>()).add(row));
    lost();
    doubled(stored);
    invented();
    counters(lines(folder, "counters.tsv", 4), stored);
    return "%d calls begun, %d ended, %d arrived upstream, %d rows: %s"
        .formatted(
            begun.size(),
            ended.size(),
            arrived.size(),
            stored.size(),
            findings.isEmpty() ? "the ledgers agree" : findings.size() + " disagreements");
  }

  private void lost() {
    ended.forEach(
        (call, logId) -> {
          if (!arrived.contains(call)) {
            findings.add("call " + call + " ended, but never arrived upstream");
          }
          if (rows.getOrDefault(call, List.of()).stream().noneMatch(row -> row[1].equals(logId))) {
            findings.add("lost: call " + call + " ended as log " + logId + " and has no row");
          }
        });
  }

  private void doubled(List<String[]> stored) {
    rows.forEach(
        (call, of) -> {
          if (of.size() > 1) {
            findings.add("doubled: call " + call + " has " + of.size() + " rows");
          }
        });
    var ids = new HashSet<String>();
    for (var row : stored) {
      if (!ids.add(row[1])) {
        findings.add("doubled: log " + row[1] + " has more than one row");
      }
    }
  }

  private void invented() {
    rows.forEach(
        (call, of) -> {
          if (!begun.contains(call)) {
            findings.add("invented: no caller made call " + call);
          }
          if (!arrived.contains(call) && of.stream().anyMatch(row -> row[2].equals("success"))) {
            findings.add("invented: call " + call + " succeeded without upstream");
          }
        });
  }

  private void counters(List<String[]> counters, List<String[]> stored) {
    var counted = new HashMap<String, Sum>();
    for (var row : stored) {
      counted.merge("key " + row[4], Sum.of(row[3]), Sum::plus);
      counted.merge("customer " + row[5], Sum.of(row[3]), Sum::plus);
    }
    var told = new HashMap<String, Sum>();
    for (var counter : counters) {
      told.put(
          counter[0] + " " + counter[1],
          new Sum(Long.parseLong(counter[2]), new BigDecimal(counter[3])));
    }
    var names = new HashSet<>(counted.keySet());
    names.addAll(told.keySet());
    for (var name : names) {
      var rowsSay = counted.getOrDefault(name, Sum.NONE);
      var counterSays = told.getOrDefault(name, Sum.NONE);
      if (!rowsSay.equals(counterSays)) {
        findings.add("counter of " + name + ": it says " + counterSays + ", its rows " + rowsSay);
      }
    }
  }

  private static List<String[]> lines(Path folder, String file, int columns) throws IOException {
    var lines = new ArrayList<String[]>();
    for (var line : Files.readAllLines(folder.resolve(file))) {
      var parts = line.split("\t", -1);
      if (parts.length != columns) {
        throw new IOException(file + ": not " + columns + " columns: " + line);
      }
      lines.add(parts);
    }
    return lines;
  }

  /** Calls and what they cost together. */
  private record Sum(long calls, BigDecimal cost) {
    static final Sum NONE = new Sum(0, BigDecimal.ZERO);

    Sum {
      cost = cost.signum() == 0 ? BigDecimal.ZERO : cost.stripTrailingZeros();
    }

    static Sum of(String cost) {
      return new Sum(1, cost.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cost));
    }

    Sum plus(Sum other) {
      return new Sum(calls + other.calls, cost.add(other.cost));
    }

    @Override
    public String toString() {
      return calls + " calls, " + cost.toPlainString() + " USD";
    }
  }
}
