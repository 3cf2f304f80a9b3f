package dev.turnpike.core.upstream;

import java.util.Set;

/**
 * Ports of protocols that are not HTTP model servers. A provider pointed at one of them on a
 * private network is a mistake at best and a probe of the neighbours at worst.
 */
final class ForeignPorts {
  private static final Set<Integer> PORTS =
      Set.of(
          // remote shells, files, mail, names
          20,
          21,
          22,
          23,
          25,
          53,
          69,
          110,
          111,
          119,
          123,
          135,
          137,
          138,
          139,
          143,
          161,
          162,
          179,
          389,
          445,
          465,
          514,
          515,
          543,
          544,
          548,
          554,
          587,
          631,
          636,
          873,
          993,
          995,
          2049,
          3389,
          5900,
          5901,
          // databases, caches, queues
          1433,
          1521,
          2181,
          3306,
          4369,
          5432,
          5433,
          5671,
          5672,
          6379,
          6380,
          7000,
          7001,
          9042,
          9092,
          9160,
          11211,
          26379,
          27017,
          27018,
          28015,
          33060,
          // those who hold them may run anything
          2375,
          2376,
          2377,
          2379,
          2380,
          6443,
          6667,
          10250,
          10255,
          10257,
          10259);

  private ForeignPorts() {}

  static boolean contains(int port) {
    return PORTS.contains(port);
  }
}
