package dev.turnpike.core.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose top-level members are known by place. Holds the caller's bytes; nobody may
 * change them.
 *
 * @param open where the opening brace stands
 * @param members in order of appearance; a name may appear twice
 */
public record ScannedBody(byte[] bytes, int open, List<Member> members) {
  public ScannedBody {
    members = List.copyOf(members);
  }

  /** The last member of this name, which is the one that counts; absent when there is none. */
  public @Nullable Member find(String name) {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).name().equals(name)) {
        return members.get(i);
      }
    }
    return null;
  }

  /** Whether the member is there at all, null included. */
  public boolean has(String name) {
    return find(name) != null;
  }

  /** The value of a member as a tree; costs its size. */
  public JsonNode value(Member member) {
    try {
      return JsonText.MAPPER.readTree(
          bytes, member.valueStart(), member.end() - member.valueStart());
    } catch (IOException e) {
      throw new UncheckedIOException("a value that was scanned does not parse", e);
    }
  }

  /** The text of a string member; absent when there is no such member or it is no string. */
  public @Nullable String text(String name) {
    var member = find(name);
    return member != null && member.kind() == Member.Kind.STRING ? value(member).textValue() : null;
  }

  /** Whether the member is {@code true}. */
  public boolean isTrue(String name) {
    var member = find(name);
    return member != null
        && member.kind() == Member.Kind.BOOLEAN
        && bytes[member.valueStart()] == 't';
  }
}
