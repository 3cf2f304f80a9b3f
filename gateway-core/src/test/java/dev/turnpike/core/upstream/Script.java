package dev.turnpike.core.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link ScriptedUpstream} does with one request: bytes, pauses, and an end. Built in the
 * order it is played.
 */
public final class Script {
  /** One thing done to the connection. */
  sealed interface Step {
    record Send(byte[] bytes) implements Step {}

    record Pause(Duration time) implements Step {}

    /** Says nothing more until the peer leaves. */
    record Stall() implements Step {}

    /** Ends the connection with FIN. */
    record Close() implements Step {}

    /** Ends the connection with RST. */
    record Reset() implements Step {}
  }

  private final List<Step> steps = new ArrayList<>();

  private Script() {}

  List<Step> steps() {
    return steps;
  }

  /** A 200 with this JSON body. */
  public static Script json(String body) {
    return answer(200, "application/json", body);
  }

  /** A whole answer with a content length. */
  public static Script answer(int status, String contentType, String body, String... headers) {
    return answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** A whole answer with a content length; {@code headers} are whole lines. */
  public static Script answer(int status, String contentType, byte[] body, String... headers) {
    var head = head(status, contentType, headers).append("content-length: " + body.length);
    return raw(head.append("\r\n\r\n").toString()).send(body);
  }

  /** The head of a chunked event stream; follow with {@link #chunk} and {@link #end}. */
  public static Script stream(String... headers) {
    return chunked(200, "text/event-stream", headers);
  }

  /** The head of a chunked answer. */
  public static Script chunked(int status, String contentType, String... headers) {
    var head = head(status, contentType, headers).append("transfer-encoding: chunked\r\n\r\n");
    return raw(head.toString());
  }

  /** Exactly these bytes, and nothing of HTTP added. */
  public static Script raw(String bytes) {
    return new Script().send(bytes.getBytes(StandardCharsets.UTF_8));
  }

  /** Closes the connection without a byte of an answer. */
  public static Script hangUp() {
    return new Script().close();
  }

  /** Takes the request and never answers. */
  public static Script silence() {
    return new Script().stall();
  }

  public Script chunk(String data) {
    return chunk(data.getBytes(StandardCharsets.UTF_8));
  }

  /** One HTTP chunk, written at once. */
  public Script chunk(byte[] data) {
    var head = (Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    var whole = new byte[head.length + data.length + 2];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(data, 0, whole, head.length, data.length);
    whole[whole.length - 2] = '\r';
    whole[whole.length - 1] = '\n';
    return send(whole);
  }

  /** Each text as a chunk of its own. */
  public Script chunks(Iterable<String> data) {
    data.forEach(this::chunk);
    return this;
  }

  /** The closing chunk. */
  public Script end() {
    return send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  public Script send(byte[] bytes) {
    steps.add(new Step.Send(bytes.clone()));
    return this;
  }

  public Script pause(Duration time) {
    steps.add(new Step.Pause(time));
    return this;
  }

  public Script stall() {
    steps.add(new Step.Stall());
    return this;
  }

  public Script close() {
    steps.add(new Step.Close());
    return this;
  }

  public Script reset() {
    steps.add(new Step.Reset());
    return this;
  }

  private static StringBuilder head(int status, String contentType, String... headers) {
    var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    head.append("content-type: ").append(contentType).append("\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    return head;
  }
}
