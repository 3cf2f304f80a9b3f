package dev.turnpike.gateway.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What upstream and callers saw of each call, by its number. Thread-safe. */
final class Ledger {
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, String> ended = new ConcurrentHashMap<>();
  private final Map<Integer, String> broken = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> arrived = new ConcurrentLinkedQueue<>();

  /** A call begins; answers its number. */
  int begin() {
    return calls.incrementAndGet();
  }

  /** The caller saw its whole answer. */
  void ended(int call, String logId) {
    ended.put(call, logId);
  }

  /** The caller did not. */
  void broken(int call, String why) {
    broken.put(call, why);
  }

  void arrived(String call) {
    arrived.add(call);
  }

  int begun() {
    return calls.get();
  }

  int ended() {
    return ended.size();
  }

  /** Why calls broke off, by number. */
  Map<Integer, String> broken() {
    return Map.copyOf(broken);
  }

  void write(Path folder) throws IOException {
    Files.write(folder.resolve("upstream.tsv"), List.copyOf(arrived));
    var lines =
        java.util.stream.IntStream.rangeClosed(1, calls.get())
            .mapToObj(
                call ->
                    ended.containsKey(call)
                        ? call + "\t" + ended.get(call) + "\tended"
                        : call + "\t\tbroken")
            .toList();
    Files.write(folder.resolve("callers.tsv"), lines);
  }
}
