package dev.turnpike.core.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes an upstream body out of the caller's: members left out, values replaced, members added at
 * the end. Every other byte is the caller's own. Not thread-safe; one per body.
 */
public final class BodySplice {
  private final ScannedBody body;
  private final Set<String> leftOut;
  private final Map<String, byte[]> replaced = new HashMap<>();
  private final Map<String, byte[]> added = new LinkedHashMap<>();

  /**
   * @param leftOut names of members that do not pass
   */
  public BodySplice(ScannedBody body, Set<String> leftOut) {
    this.body = body;
    this.leftOut = new HashSet<>(leftOut);
  }

  /** Gives a member this value, whether or not it is there already. */
  public BodySplice set(String name, String json) {
    var target = body.has(name) && !leftOut.contains(name) ? replaced : added;
    target.put(name, json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Leaves one more member out. */
  public BodySplice leaveOut(String name) {
    leftOut.add(name);
    return this;
  }

  /** Whether the bytes would come out as they went in. */
  private boolean changesNothing() {
    return replaced.isEmpty()
        && added.isEmpty()
        && body.members().stream().noneMatch(m -> leftOut.contains(m.name()));
  }

  /** The upstream body; the caller's own array where nothing changes. */
  public byte[] bytes() {
    var bytes = body.bytes();
    if (changesNothing() && body.open() == 0) {
      return bytes;
    }
    var members = body.members();
    var out = new Output(bytes.length + 128);
    int firstStart = members.isEmpty() ? body.open() + 1 : members.getFirst().start();
    out.copy(bytes, body.open(), firstStart); // a byte order mark before the brace is dropped
    int separatorStart = -1;
    int separatorEnd = -1;
    for (int i = 0; i < members.size(); i++) {
      var member = members.get(i);
      if (leftOut.contains(member.name())) {
        continue;
      }
      if (separatorStart >= 0) {
        out.copy(bytes, separatorStart, separatorEnd);
      }
      copy(member, out);
      if (i + 1 < members.size()) {
        separatorStart = member.end();
        separatorEnd = members.get(i + 1).start();
      }
      out.wrote = true;
    }
    added.forEach((name, value) -> append(name, value, out));
    int lastEnd = members.isEmpty() ? firstStart : members.getLast().end();
    out.copy(bytes, lastEnd, bytes.length);
    return out.toByteArray();
  }

  private void copy(Member member, Output out) {
    var value = replaced.get(member.name());
    if (value == null) {
      out.copy(body.bytes(), member.start(), member.end());
    } else {
      out.copy(body.bytes(), member.start(), member.valueStart());
      out.writeBytes(value);
    }
  }

  private static void append(String name, byte[] value, Output out) {
    if (out.wrote) {
      out.write(',');
    }
    out.writeBytes(JsonText.quoted(name).getBytes(StandardCharsets.UTF_8));
    out.write(':');
    out.writeBytes(value);
    out.wrote = true;
  }

  private static final class Output extends ByteArrayOutputStream {
    private boolean wrote;

    Output(int size) {
      super(size);
    }

    void copy(byte[] bytes, int from, int to) {
      write(bytes, from, to - from);
    }
  }
}
