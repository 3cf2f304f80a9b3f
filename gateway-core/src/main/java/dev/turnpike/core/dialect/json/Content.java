package dev.turnpike.core.dialect.json;

import dev.turnpike.core.dialect.canon.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Content that a caller may send as a string, or as an array of objects. */
public final class Content {
  private Content() {}

  /**
   * @param expected what it should be, for the refusal of anything else
   * @param block reads one object of the array
   */
  public static List<Block> read(
      Fields holder, String name, String expected, Function<Fields, Block> block) {
    var content = holder.take(name);
    if (content == null) {
      throw holder.missing(name);
    }
    if (content.isTextual()) {
      return content.textValue().isEmpty()
          ? List.of()
          : List.of(new Block.Text(content.textValue()));
    }
    if (!content.isArray()) {
      throw holder.wrong(name, expected);
    }
    var blocks = new ArrayList<Block>(content.size());
    for (var item : holder.objects(name)) {
      blocks.add(block.apply(item));
    }
    return blocks;
  }
}
