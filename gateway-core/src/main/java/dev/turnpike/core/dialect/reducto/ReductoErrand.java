package dev.turnpike.core.dialect.reducto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.Errand;
import dev.turnpike.core.dialect.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Upload, then a job that parses, then asking after the job until it has come to an end. */
final class ReductoErrand implements Errand {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final ObjectNode options;
  private String job = "";

  /**
   * @param options members of the parse request besides its input
   */
  ReductoErrand(ObjectNode options) {
    this.options = options;
  }

  @Override
  public Step next(byte[] body) {
    var reply = Json.objectOrNull(body);
    if (reply == null) {
      return new Step.Answered();
    }
    var file = Json.text(reply, "file_id");
    if (!file.isEmpty()) {
      return new Step.Ask(
          "POST", "/parse_async", options.deepCopy().put("input", file), Duration.ZERO);
    }
    var status = Json.text(reply, "status");
    var id = Json.text(reply, "job_id");
    if (status.isEmpty() && !reply.has("result") && ID.matcher(id).matches()) {
      job = id;
      return new Step.Ask("GET", "/job/" + job, null, Duration.ZERO);
    }
    boolean ended = status.isEmpty() || status.equals("Completed") || status.equals("Failed");
    if (ended || job.isEmpty()) {
      job = "";
      return new Step.Answered();
    }
    return new Step.Ask("GET", "/job/" + job, null, PAUSE);
  }

  @Override
  public Optional<Step.Ask> cancel() {
    return job.isEmpty()
        ? Optional.empty()
        : Optional.of(new Step.Ask("POST", "/cancel/" + job, Json.object(), Duration.ZERO));
  }
}
