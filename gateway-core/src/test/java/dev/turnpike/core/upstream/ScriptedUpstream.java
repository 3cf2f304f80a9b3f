package dev.turnpike.core.upstream;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A model server on loopback that answers exactly the bytes it is told to, and keeps each request
 * byte for byte. Plain sockets: what real servers do wrong, it can do wrong.
 *
 * <p>Thread-safe. Scripts queued by {@link #answer} are played in order, one per request; when none
 * is left, the one of {@link #always} is.
 */
public final class ScriptedUpstream implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<ReceivedRequest> arrived = new LinkedBlockingQueue<>();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Script> queued = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore departures = new Semaphore(0);
  private volatile Function<ReceivedRequest, Script> fallback =
      request -> Script.answer(500, "text/plain", "no script for this request");

  private ScriptedUpstream(ServerSocket server) {
    this.server = server;
  }

  /** Listens on an ephemeral port of 127.0.0.1. */
  public static ScriptedUpstream start() {
    try {
      var upstream =
          new ScriptedUpstream(new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1")));
      Thread.ofVirtual().name("scripted-upstream").start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the next request gets; call again for the one after. */
  public ScriptedUpstream answer(Script script) {
    queued.add(script);
    return this;
  }

  /** What every request gets that has no queued script. */
  public ScriptedUpstream always(Script script) {
    return always(request -> script);
  }

  public ScriptedUpstream always(Function<ReceivedRequest, Script> script) {
    fallback = script;
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** {@code http://127.0.0.1:port} with this path. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** All requests so far, in order of arrival. */
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Forgets requests, departures and queued scripts. */
  public void clear() {
    queued.clear();
    requests.clear();
    arrived.clear();
    departures.drainPermits();
  }

  /** The next request not yet taken; fails after five seconds. */
  public ReceivedRequest take() {
    try {
      var request = arrived.poll(5, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no request came within 5 s");
      }
      return request;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Whether a peer leaves a connection in the middle of an answer within this time. */
  public boolean peerLeaves(Duration within) {
    try {
      return departures.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes all open connections, idle ones too; new ones are accepted as before. */
  public void dropConnections() {
    open.forEach(ScriptedUpstream::closeQuietly);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dropConnections();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        int number = connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().name("scripted-connection-" + number).start(() -> serve(socket, number));
      } catch (SocketException e) {
        return; // closed
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new PushbackInputStream(socket.getInputStream(), 1);
      var reader = new RequestReader(in, number);
      for (var request = reader.read(); request.isPresent(); request = reader.read()) {
        var script = queued.poll();
        var played = script != null ? script : fallback.apply(request.get());
        requests.add(request.get());
        arrived.add(request.get());
        if (!play(played, socket, in)) {
          return;
        }
      }
    } catch (IOException e) {
      // The peer is gone or broke the connection: tests look at peerLeaves.
    } finally {
      open.remove(socket);
    }
  }

  /** False when the connection is over. */
  private boolean play(Script script, Socket socket, PushbackInputStream in) throws IOException {
    var out = socket.getOutputStream();
    try {
      for (var step : script.steps()) {
        switch (step) {
          case Script.Step.Send(var bytes) -> {
            out.write(bytes);
            out.flush();
          }
          case Script.Step.Pause(var time) -> {
            if (leavesWithin(socket, in, time)) {
              throw new SocketException("peer left");
            }
          }
          case Script.Step.Stall() -> {
            leavesWithin(socket, in, Duration.ofMinutes(5));
            throw new SocketException("peer left");
          }
          case Script.Step.Close() -> {
            return false;
          }
          case Script.Step.Reset() -> {
            socket.setSoLinger(true, 0);
            return false;
          }
        }
      }
      return true;
    } catch (SocketException e) {
      departures.release();
      throw e;
    }
  }

  private static boolean leavesWithin(Socket socket, PushbackInputStream in, Duration time)
      throws IOException {
    socket.setSoTimeout(Math.toIntExact(Math.max(1, time.toMillis())));
    try {
      int next = in.read();
      if (next < 0) {
        return true;
      }
      in.unread(next);
      return false;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(0);
      }
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
