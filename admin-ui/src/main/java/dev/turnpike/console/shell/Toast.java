package dev.turnpike.console.shell;

import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Carries an action's result over the redirect that follows it, in a short-lived cookie. */
@RequestScoped
public class Toast {
  private static final String COOKIE = "turnpike_toast";
  private static final int LONGEST = 400;

  private final Cookies cookies;

  Toast(Cookies cookies) {
    this.cookies = cookies;
  }

  void leave(String text) {
    var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    cookies.set(
        COOKIE,
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(cut.getBytes(StandardCharsets.UTF_8)),
        Duration.ofSeconds(30));
  }

  Optional<String> take() {
    var left = cookies.get(COOKIE);
    left.ifPresent(text -> cookies.clear(COOKIE));
    try {
      return left.map(
          text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
