package dev.turnpike.gateway.management.providers;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.trial.Finding;
import dev.turnpike.core.trial.Findings;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a trial learned about an endpoint. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
@Schema(name = "EndpointTrial", description = "What a trial learned about an endpoint")
public record TrialWire(
    Instant triedAt,
    @Schema(description = "Which of its models was asked") String model,
    @Schema(description = "How many calls it took") int calls,
    List<Answer> findings,
    @Schema(description = "How the endpoint is called since") List<String> quirks,
    @Schema(description = "Why it ended early, and nothing was kept", nullable = true)
        @Nullable String problem) {

  public TrialWire {
    findings = List.copyOf(findings);
    quirks = List.copyOf(quirks);
  }

  /** One question. */
  @JsonNaming(SnakeCaseStrategy.class)
  @RegisterForReflection
  @Schema(name = "EndpointFinding")
  public record Answer(
      String question,
      @Schema(description = "yes, no, or unclear") String verdict,
      @Schema(description = "In plain words") String meaning) {
    static Answer of(Finding finding) {
      return new Answer(finding.question().wire(), finding.verdict().wire(), finding.sentence());
    }
  }

  static TrialWire of(Findings findings) {
    return new TrialWire(
        findings.at(),
        findings.model(),
        findings.calls(),
        findings.all().stream().map(Answer::of).toList(),
        findings.quirks().stream().map(Quirk::wire).sorted().toList(),
        findings.problem());
  }
}
