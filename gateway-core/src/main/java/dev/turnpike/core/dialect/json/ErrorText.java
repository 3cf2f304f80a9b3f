package dev.turnpike.core.dialect.json;

import dev.turnpike.core.dialect.canon.reply.WireError;
import java.util.regex.Pattern;

/**
 * Makes a provider's message fit to be shown to a caller: the words stay, secrets and addresses go.
 * A provider may echo part of the credential it was shown, or the address of a private server.
 */
public final class ErrorText {
  private static final int LONGEST = 2_000;
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(?:bearer|basic)\\s+[\\w.~+/=*-]{6,}"
              + "|\\b(?:sk|rk|pk|gsk|xai|tp|key|api)[-_][\\w*.-]{6,}"
              + "|\\bAIza[\\w-]{10,}|\\bAKIA[A-Z0-9]{8,}|\\beyJ[\\w-]{8,}\\.[\\w.-]+"
              + "|\\b[A-Fa-f0-9]{32,}\\b");
  private static final Pattern ADDRESS = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,12}://\\S+");

  private ErrorText() {}

  /** The message without secrets and addresses, at most 2,000 characters. */
  public static String clean(String message) {
    var text = ADDRESS.matcher(message).replaceAll("[address removed]");
    text = SECRET.matcher(text).replaceAll("[secret removed]");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** An error of which the provider says only this, perhaps nothing. */
  public static WireError plain(int status, String message) {
    return new WireError(
        status,
        null,
        null,
        null,
        message.isEmpty() ? "The provider answered " + status + "." : clean(message));
  }
}
