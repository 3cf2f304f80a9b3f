package dev.turnpike.core.known;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which names mean a model: the clauses of the file, over names in lower case. */
final class NameMatch {
  private NameMatch() {}

  /**
   * @throws IllegalArgumentException on a clause this version does not know
   */
  static Predicate<String> read(JsonNode clause) {
    var member = clause.properties().iterator().next();
    var value = member.getValue();
    var text = value.asText("").toLowerCase(Locale.ROOT);
    return switch (member.getKey()) {
      case "equals" -> text::equals;
      case "starts_with" -> name -> name.startsWith(text);
      case "ends_with" -> name -> name.endsWith(text);
      case "contains" -> name -> name.contains(text);
      case "regex" -> {
        var pattern = Pattern.compile(value.asText());
        yield name -> pattern.matcher(name).find();
      }
      case "or" -> {
        var any = all(value);
        yield name -> any.stream().anyMatch(one -> one.test(name));
      }
      case "and" -> {
        var all = all(value);
        yield name -> all.stream().allMatch(one -> one.test(name));
      }
      default -> throw new IllegalArgumentException("unknown clause " + member.getKey());
    };
  }

  private static List<Predicate<String>> all(JsonNode clauses) {
    var read = new ArrayList<Predicate<String>>();
    clauses.forEach(clause -> read.add(read(clause)));
    return read;
  }
}
