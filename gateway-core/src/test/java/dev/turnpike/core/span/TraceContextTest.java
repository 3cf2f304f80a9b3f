package dev.turnpike.core.span;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String LOG = "0190b3f0-1234-7abc-8def-0123456789ab";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void continuesTheCallersTrace() {
    var context = TraceContext.of(LOG, "00-" + TRACE + "-00f067aa0ba902b7-01");

    assertThat(context)
        .isEqualTo(new TraceContext(TRACE, "8def0123456789ab", "00f067aa0ba902b7", true));
    assertThat(context.traceparent(LOG, 0)).isEqualTo("00-" + TRACE + "-8def0123456789ac-01");
    assertThat(context.traceparent(LOG, 1)).isEqualTo("00-" + TRACE + "-8def0123456789ad-01");
  }

  @Test
  void handsOnThatATraceIsNotSampled() {
    assertThat(TraceContext.of(LOG, "00-" + TRACE + "-00f067aa0ba902b7-00").traceparent(LOG, 0))
        .endsWith("-00");
  }

  @Test
  void readsVersionsToCome() {
    assertThat(TraceContext.continued(LOG, "01-" + TRACE + "-00f067aa0ba902b7-01-more"))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01"
      })
  void beginsATraceOfItsOwnWhenTheHeaderIsNoneOrWrong(String header) {
    assertThat(TraceContext.of(LOG, header))
        .isEqualTo(
            new TraceContext("0190b3f012347abc8def0123456789ab", "8def0123456789ab", null, true));
  }
}
