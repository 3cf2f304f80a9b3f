package dev.turnpike.core.dialect.replicate;

import dev.turnpike.core.dialect.contract.Errand;
import dev.turnpike.core.dialect.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks after a prediction until it has come to an end, or listens to it. */
final class ReplicateErrand implements Errand {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final boolean stream;
  private String running = "";

  ReplicateErrand(boolean stream) {
    this.stream = stream;
  }

  @Override
  public Step next(byte[] body) {
    var prediction = Json.objectOrNull(body);
    if (prediction == null) {
      return new Step.Answered();
    }
    var id = Json.text(prediction, "id");
    boolean goesOn =
        switch (Json.text(prediction, "status")) {
          case "starting", "processing" -> ID.matcher(id).matches();
          default -> false;
        };
    running = goesOn ? id : "";
    var events = Json.text(prediction.path("urls"), "stream");
    if (stream && !events.isEmpty()) {
      running = id;
      return listen(events);
    }
    return goesOn ? new Step.Ask("GET", "/predictions/" + id, null, PAUSE) : new Step.Answered();
  }

  private static Step listen(String events) {
    try {
      return new Step.Listen(URI.create(events));
    } catch (IllegalArgumentException e) {
      return new Step.Answered();
    }
  }

  @Override
  public Optional<Step.Ask> cancel() {
    return running.isEmpty() || !ID.matcher(running).matches()
        ? Optional.empty()
        : Optional.of(
            new Step.Ask(
                "POST", "/predictions/" + running + "/cancel", Json.object(), Duration.ZERO));
  }
}
