package dev.turnpike.core.body;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes an upstream body out of the caller's: members left out, values replaced, members added at
 * the end. Every other byte is the caller's own. Not thread-safe; one per body.
 */
public final class BodySplice {
  private static final byte[] COMMA = {','};
  private static final byte[] COLON = {':'};

  private final ScannedBody body;
  private final Set<String> leftOut;
  private final Set<String> leftOutToo = new HashSet<>(0);
  private final Map<String, byte[]> replaced = new HashMap<>();
  private final Map<String, byte[]> added = new LinkedHashMap<>();

  /**
   * @param leftOut names of members that do not pass; must not change meanwhile
   */
  public BodySplice(ScannedBody body, Set<String> leftOut) {
    this.body = body;
    this.leftOut = leftOut;
  }

  /** Gives a member this value, whether or not it is there already. */
  public BodySplice set(String name, String json) {
    var target = body.has(name) && !isLeftOut(name) ? replaced : added;
    target.put(name, json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Leaves one more member out. */
  public BodySplice leaveOut(String name) {
    leftOutToo.add(name);
    return this;
  }

  private boolean isLeftOut(String name) {
    return leftOut.contains(name) || leftOutToo.contains(name);
  }

  /** Whether the bytes would come out as they went in. */
  private boolean changesNothing() {
    if (!replaced.isEmpty() || !added.isEmpty()) {
      return false;
    }
    for (var member : body.members()) {
      if (isLeftOut(member.name())) {
        return false;
      }
    }
    return true;
  }

  /** The upstream body; the caller's own array where nothing changes. */
  public byte[] bytes() {
    if (changesNothing() && body.open() == 0) {
      return body.bytes();
    }
    // Counted first, then written: bodies may hold pictures, and one copy of them is enough.
    var counted = new Output(null);
    write(counted);
    var bytes = new byte[counted.length];
    write(new Output(bytes));
    return bytes;
  }

  private void write(Output out) {
    var bytes = body.bytes();
    var members = body.members();
    int firstStart = members.isEmpty() ? body.open() + 1 : members.getFirst().start();
    out.copy(bytes, body.open(), firstStart); // a byte order mark before the brace is dropped
    int separatorStart = -1;
    int separatorEnd = -1;
    for (int i = 0; i < members.size(); i++) {
      var member = members.get(i);
      if (isLeftOut(member.name())) {
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
  }

  private void copy(Member member, Output out) {
    var value = replaced.get(member.name());
    if (value == null) {
      out.copy(body.bytes(), member.start(), member.end());
    } else {
      out.copy(body.bytes(), member.start(), member.valueStart());
      out.copy(value);
    }
  }

  private static void append(String name, byte[] value, Output out) {
    if (out.wrote) {
      out.copy(COMMA);
    }
    out.copy(JsonText.quoted(name).getBytes(StandardCharsets.UTF_8));
    out.copy(COLON);
    out.copy(value);
    out.wrote = true;
  }

  /** Counts what it is given, and keeps it when there is somewhere to. */
  private static final class Output {
    private final byte @Nullable [] target;
    private int length;
    private boolean wrote;

    Output(byte @Nullable [] target) {
      this.target = target;
    }

    void copy(byte[] bytes) {
      copy(bytes, 0, bytes.length);
    }

    void copy(byte[] bytes, int from, int to) {
      if (target != null) {
        System.arraycopy(bytes, from, target, length, to - from);
      }
      length += to - from;
    }
  }
}
