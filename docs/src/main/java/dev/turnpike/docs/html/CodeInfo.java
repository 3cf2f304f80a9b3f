package dev.turnpike.docs.html;

import java.util.List;
import java.util.Map;
import org.commonmark.node.FencedCodeBlock;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the fence: the language, then words: {@code tab} to stand beside its
 * neighbours, {@code run} to be run by the check of snippets.
 */
record CodeInfo(String language, List<String> words) {
  private static final Map<String, String> NAMES =
      Map.of(
          "sh", "Shell",
          "bash", "curl",
          "python", "Python",
          "typescript", "TypeScript",
          "javascript", "JavaScript",
          "java", "Java",
          "json", "JSON",
          "yaml", "YAML",
          "", "Text");

  static CodeInfo of(FencedCodeBlock block) {
    @Nullable String info = block.getInfo();
    var words = info == null || info.isBlank() ? List.of("") : List.of(info.strip().split("\\s+"));
    return new CodeInfo(words.getFirst(), words.subList(1, words.size()));
  }

  boolean tab() {
    return words.contains("tab");
  }

  String label() {
    return NAMES.getOrDefault(language, language);
  }
}
