package dev.turnpike.gateway.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The one port by which the gateway reaches its database, wherever that runs at the moment. It can
 * cut the connection at the worst moment: the server has committed, and its answer is on the way.
 */
final class DatabaseRoad implements AutoCloseable {
  /** What the server says when a transaction is committed. */
  private static final byte[] COMMITTED = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket entry = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
  private final IntSupplier database;
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile int cutEvery;

  /**
   * @param database the port of the server, asked for each connection
   */
  DatabaseRoad(IntSupplier database) throws IOException {
    this.database = database;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  /** From now on the answer to each so many-th commit is lost with its connection; 0: none. */
  void cutEvery(int nth) {
    cutEvery = nth;
  }

  /** Connections cut so far. */
  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        var in = entry.accept();
        Thread.ofVirtual().start(() -> connect(in));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket in) {
    try (in;
        var out = new Socket(InetAddress.getByName("127.0.0.1"), database.getAsInt())) {
      in.setTcpNoDelay(true);
      out.setTcpNoDelay(true);
      var there = Thread.ofVirtual().start(() -> pass(in, out));
      answers(out.getInputStream(), in.getOutputStream());
      in.close();
      out.close();
      there.join();
    } catch (IOException e) {
      // The server is away or an end was closed: then so is this connection.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // closed
    }
  }

  private void answers(InputStream from, OutputStream to) throws IOException {
    var buffer = new byte[64 * 1024];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (holdsCommit(buffer, read) && isWorst(commits.incrementAndGet())) {
        cuts.incrementAndGet();
        return;
      }
      to.write(buffer, 0, read);
    }
  }

  private boolean isWorst(int commit) {
    int nth = cutEvery;
    return nth > 0 && commit % nth == 0;
  }

  private static boolean holdsCommit(byte[] buffer, int length) {
    for (int at = 0; at + COMMITTED.length <= length; at++) {
      if (Arrays.equals(buffer, at, at + COMMITTED.length, COMMITTED, 0, COMMITTED.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    entry.close();
  }
}
