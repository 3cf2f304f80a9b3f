package dev.turnpike.core.dialect.bedrock;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whose model it is, by its id ({@code us.anthropic.claude-…}, an ARN that holds it). What Converse
 * does not name itself goes in the vendor's own words.
 */
enum ModelVendor {
  ANTHROPIC,
  AMAZON,
  OPENAI,
  OTHER;

  /** Claude 4.6 and later, such as claude-opus-4-6-v1; not the dated claude-sonnet-4-20250514. */
  private static final Pattern EFFORT =
      Pattern.compile("claude-[a-z]+-(4-([6-9]|\\d\\d)|[5-9]|\\d\\d)(?!\\d)");

  static ModelVendor of(String model) {
    var id = model.toLowerCase(Locale.ROOT);
    if (id.contains("anthropic.") || id.contains("claude")) {
      return ANTHROPIC;
    }
    if (id.contains("amazon.") || id.contains("nova")) {
      return AMAZON;
    }
    return id.contains("openai.") || id.contains("gpt-oss") ? OPENAI : OTHER;
  }

  /**
   * Whether a Claude model takes an effort instead of a budget of tokens, which later ones refuse.
   *
   * @see <a href="https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking">Adaptive
   *     thinking</a> (read 2026-11-22)
   */
  static boolean takesEffort(String model) {
    return EFFORT.matcher(model.toLowerCase(Locale.ROOT)).find();
  }
}
