package dev.turnpike.console.logs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanBuilder;
import dev.turnpike.core.span.SpanQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogExportTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  /** As many calls as asked for, newest first, and where each page was asked to begin. */
  private static final class Calls {
    private final int all;
    private final List<SpanQuery.@Nullable Position> asked = new ArrayList<>();

    Calls(int all) {
      this.all = all;
    }

    List<Span> page(SpanQuery.@Nullable Position before) {
      asked.add(before);
      var from = before == null ? 0 : Integer.parseInt(before.id()) + 1;
      return IntStream.range(from, Math.min(all, from + LogExport.PAGE))
          .mapToObj(
              i -> SpanBuilder.aSpan().id(Integer.toString(i)).arrival(NOON.minusMillis(i)).build())
          .toList();
    }
  }

  @Test
  void writesEachCallOnceHoweverManyPages() throws IOException {
    var calls = new Calls(2 * LogExport.PAGE + 3);
    var out = new ByteArrayOutputStream();

    new LogExport(calls::page).csv(out);

    var lines = out.toString(StandardCharsets.UTF_8).split("\r\n");
    assertThat(lines).hasSize(1 + 2 * LogExport.PAGE + 3);
    assertThat(lines[0]).startsWith("unique_id,start_time,timestamp,status,status_code");
    assertThat(lines[1]).startsWith("0,2026-03-14T12:00:00Z,");
    assertThat(lines[lines.length - 1]).startsWith((2 * LogExport.PAGE + 2) + ",");
    assertThat(calls.asked).hasSize(3);
  }

  @Test
  void writesJsonThatReadsBackWithExactCosts() throws IOException {
    var out = new ByteArrayOutputStream();

    new LogExport(
            before ->
                before == null
                    ? List.of(
                        SpanBuilder.aSpan()
                            .id("a")
                            .cost("0.000000123456")
                            .metadata("k", "v")
                            .build())
                    : List.of())
        .json(out);

    var read = new ObjectMapper().readTree(out.toByteArray());
    assertThat(read).hasSize(1);
    assertThat(read.get(0).path("cost").decimalValue()).isEqualByComparingTo("0.000000123456");
    assertThat(read.get(0).path("metadata").path("k").asText()).isEqualTo("v");
    assertThat(read.get(0).path("latency").decimalValue()).isEqualByComparingTo("1.2");
  }

  @Test
  void keepsFormulasFromSpreadsheets() throws IOException {
    var out = new ByteArrayOutputStream();

    new LogExport(
            before ->
                before == null
                    ? List.of(SpanBuilder.aSpan().customer("=HYPERLINK(\"x\",\"y\")").build())
                    : List.of())
        .csv(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(",\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",");
  }

  @Test
  void neverEndsAFileAsIfWholeWhenTheDatabaseGoesAway() {
    var out = new ByteArrayOutputStream();
    var export =
        new LogExport(
            before -> {
              if (before != null) {
                throw new IllegalStateException("away");
              }
              return new Calls(LogExport.PAGE).page(null);
            });

    assertThatThrownBy(() -> export.json(out)).hasMessage("away");

    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotEndWith("]");
  }

  @Test
  void holdsNoMoreThanAFewPagesInMemory() throws IOException {
    var written = new long[1];
    var calls = new Calls(20 * LogExport.PAGE);

    new LogExport(calls::page)
        .json(
            new OutputStream() {
              @Override
              public void write(int b) {
                written[0]++;
              }

              @Override
              public void write(byte[] b, int off, int len) {
                // Each page has been handed on before the next but one is read.
                written[0] += len;
                assertThat(len).isLessThan(100_000);
              }
            });

    assertThat(written[0]).isGreaterThan(20L * LogExport.PAGE * 500);
  }
}
