package dev.turnpike.core.dialect.anthropic.request;

import java.util.regex.Pattern;

/** What the name of a model tells of how it is asked to think. */
final class ClaudeModels {
  /** Claude 4.6 and later: opus-4-6, sonnet-4.7, fable-5 …, not the dated sonnet-4-20250514. */
  private static final Pattern ADAPTIVE =
      Pattern.compile(
          "claude-[a-z]+-(?:4[-.](?:[6-9]|[1-9]\\d)(?!\\d)|[5-9](?!\\d)|[1-9]\\d(?!\\d)).*");

  private ClaudeModels() {}

  /**
   * Whether the model takes adaptive thinking with an effort. Later ones refuse a budget; earlier
   * ones, and other makers' models behind this format, know only the budget.
   *
   * @see <a href="https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking">Adaptive
   *     thinking</a>
   */
  static boolean adaptive(String model) {
    int name = model.indexOf("claude-");
    return name >= 0 && ADAPTIVE.matcher(model.substring(name)).matches();
  }
}
