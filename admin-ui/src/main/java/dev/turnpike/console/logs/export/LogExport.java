package dev.turnpike.console.logs.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes all calls of a query, newest first. Reads them in pages, each from where the last one
 * ended, so that no row is missed or repeated when calls arrive meanwhile. When the database goes
 * away in the middle it throws, and the file is cut rather than quietly short.
 */
public final class LogExport {
  /** Rows in memory at once. */
  public static final int PAGE = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<SpanQuery.@Nullable Position, List<Span>> pages;

  /**
   * @param pages reads at most {@link #PAGE} rows that are older than a position, or the newest
   */
  public LogExport(Function<SpanQuery.@Nullable Position, List<Span>> pages) {
    this.pages = pages;
  }

  /** What is done with a row. */
  @FunctionalInterface
  private interface Row {
    void write(Span span) throws IOException;
  }

  /** RFC 4180, with a heading. */
  public void csv(OutputStream out) throws IOException {
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    var separator = "";
    for (var name : LogFacts.names()) {
      writer.write(separator + name);
      separator = ",";
    }
    writer.write(",metadata\r\n");
    each(span -> line(writer, span));
    writer.flush();
  }

  private static void line(Writer writer, Span span) throws IOException {
    for (var name : LogFacts.names()) {
      writer.write(Csv.cell(LogFacts.value(span, name)));
      writer.write(',');
    }
    writer.write(Csv.cell(JSON.writeValueAsString(span.tags().metadata())));
    writer.write("\r\n");
  }

  /** One array of objects. */
  public void json(OutputStream out) throws IOException {
    try (var json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT); // a cut file must not look whole
      json.writeStartArray();
      each(
          span -> {
            json.writeRaw('\n');
            json.writeObject(LogFacts.json(span));
          });
      json.writeEndArray();
    }
  }

  private void each(Row row) throws IOException {
    SpanQuery.Position position = null;
    List<Span> page;
    do {
      page = pages.apply(position);
      for (var span : page) {
        row.write(span);
      }
      if (!page.isEmpty()) {
        position = new SpanQuery.Position(page.getLast().arrival(), page.getLast().id());
      }
    } while (page.size() == PAGE);
  }
}
