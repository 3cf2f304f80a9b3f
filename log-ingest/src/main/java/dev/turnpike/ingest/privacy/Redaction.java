package dev.turnpike.ingest.privacy;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what looks like personal data or a secret by a word in brackets. The list is in
 * docs/privacy.md; a test compares. No pattern repeats within a repetition, so the time grows with
 * the length of the text alone.
 */
public final class Redaction {
  private static final int LONGEST_CARD = 19;
  private static final int SHORTEST_CARD = 13;
  private static final int IBAN_DIVISOR = 97;

  /** In this order: what is found by one is not looked at by the next. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "private-key",
              "-----BEGIN",
              "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{1,20000}+-----END [A-Z ]{0,40}PRIVATE"
                  + " KEY-----"),
          new Rule("token", "eyJ", "\\beyJ[\\w-]{8,}+\\.[\\w-]{8,}+\\.[\\w-]{8,}+"),
          new Rule(
              "secret",
              "",
              "\\b(?:sk|pk|rk|tp|hf|gsk|xai|pplx|r8|glpat|ghp|gho|ghu|ghs|ghr|github_pat|xox[abeoprs])[-_][\\w-]{16,}+"),
          new Rule("secret", "AIza", "\\bAIza[\\w-]{35}"),
          new Rule("secret", "", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          new Rule("secret", "", "(?i)(?<=\\bbearer )[\\w.~+/-]{16,}+=*+"),
          new Rule("secret", "://", "(?<=://)[^\\s/:@\"\\\\]{1,100}+:[^\\s/@\"\\\\]{1,100}+(?=@)"),
          new Rule(
              "email",
              "@",
              "(?<![\\w.%+-])[\\w.%+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}+\\.){1,8}+[A-Za-z]{2,24}+"),
          new Rule(
              "iban",
              "",
              "\\b[A-Z]{2}\\d{2}(?:[A-Z0-9]{11,30}+|(?: [A-Z0-9]{4}){2,7}+(?: [A-Z0-9]{1,3})?+)\\b",
              Redaction::isIban),
          // Not a bare number of JSON: a time in milliseconds is no card.
          new Rule(
              "card",
              "",
              "(?<![\\d.])(?<!\":)(?<!\": )[2-6]\\d(?:[ -]?\\d){11,17}+(?!\\d)",
              Redaction::isCard),
          new Rule(
              "ssn", "-", "(?<![\\d-])(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\d-])"),
          new Rule("phone", "+", "(?<![\\w+])\\+\\d{1,3}(?:[ .()/-]{0,2}\\d){6,14}+(?!\\d)"));

  private Redaction() {}

  /**
   * One kind of thing.
   *
   * @param hint stands in every match: a text without it need not be searched
   */
  private record Rule(String word, String hint, Pattern pattern, Predicate<String> holds) {
    Rule(String word, String hint, String pattern) {
      this(word, hint, Pattern.compile(pattern), found -> true);
    }

    Rule(String word, String hint, String pattern, Predicate<String> holds) {
      this(word, hint, Pattern.compile(pattern), holds);
    }

    String apply(String text) {
      if (!text.contains(hint)) {
        return text;
      }
      var matcher = pattern.matcher(text);
      return matcher.find()
          ? matcher.replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      holds.test(found.group()) ? "[" + word + "]" : found.group()))
          : text;
    }
  }

  /** The text without them. */
  public static String of(String text) {
    var redacted = text;
    for (var rule : RULES) {
      redacted = rule.apply(redacted);
    }
    return redacted;
  }

  /** The words that stand for what was taken out. */
  static List<String> words() {
    return RULES.stream().map(Rule::word).distinct().toList();
  }

  /** Luhn's check digit: of ten long numbers nine are no card. */
  private static boolean isCard(String found) {
    var digits = found.replaceAll("\\D", "");
    if (digits.length() < SHORTEST_CARD || digits.length() > LONGEST_CARD) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0 && digits.chars().distinct().count() > 1;
  }

  /** The check digits of ISO 13616. */
  private static boolean isIban(String found) {
    var plain = found.replace(" ", "");
    int rest = 0;
    for (var c : (plain.substring(4) + plain.substring(0, 4)).toCharArray()) {
      int value = Character.digit(c, 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % IBAN_DIVISOR;
    }
    return rest == 1;
  }
}
