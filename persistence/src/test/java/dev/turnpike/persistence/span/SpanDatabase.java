package dev.turnpike.persistence.span;

import dev.turnpike.persistence.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with the span tables, for the tests of a class. */
public final class SpanDatabase implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres server;
  private final PGSimpleDataSource source;

  private SpanDatabase(Path folder, EmbeddedPostgres server, PGSimpleDataSource source) {
    this.folder = folder;
    this.server = server;
    this.source = source;
  }

  public static SpanDatabase start() throws Exception {
    var folder = Files.createTempDirectory("turnpike-spans-");
    var server = EmbeddedPostgres.start(folder.resolve("pg"), Path.of("target", "pg-server"));
    var source = new PGSimpleDataSource();
    source.setUrl(server.address().jdbcUrl());
    source.setUser(server.address().user());
    source.setPassword(server.address().password());
    Flyway.configure().dataSource(source).load().migrate();
    return new SpanDatabase(folder, server, source);
  }

  public DataSource source() {
    return source;
  }

  public void clear() throws SQLException {
    for (var table :
        List.of(
            "span_identity",
            "span",
            "span_body",
            "key_counter",
            "customer",
            "rollup_minute",
            "rollup_hour",
            "rollup_day",
            "customer_day",
            "trace",
            "thread",
            "awaited_call")) {
      execute("truncate table " + table);
    }
  }

  public void execute(String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The columns of the first row, separated by blanks. */
  public String row(String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        return "none";
      }
      var text = new StringBuilder();
      for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        text.append(i == 1 ? "" : " ").append(rows.getString(i));
      }
      return text.toString();
    }
  }

  @Override
  public void close() {
    server.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
