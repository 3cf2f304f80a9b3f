package dev.turnpike.gateway.faults;

import dev.turnpike.persistence.connection.DatabaseAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes the files that {@link LedgerCheck} reads, and runs it as the program it is. */
final class LedgerFiles {
  private static final String ROWS =
      """
      select coalesce(custom_identifier, ''), id, status, coalesce(cost_usd::text, ''),
        key_id, customer_identifier
      from span where log_method = 'inference' order by arrival, id
      """;

  private static final String COUNTERS =
      """
      select 'key', key_id::text, calls, spent_usd::text from key_counter where calls > 0
      union all
      select 'customer', customer_identifier, requests, cost_usd::text from customer
      """;

  private LedgerFiles() {}

  /** What the check said, and whether the ledgers agree. */
  record Checked(boolean agree, List<String> findings) {}

  /** Writes what the database holds. */
  static void writeDatabase(Path folder, DatabaseAddress database)
      throws IOException, SQLException {
    Files.write(folder.resolve("database.tsv"), rows(database, ROWS, 6));
    Files.write(folder.resolve("counters.tsv"), rows(database, COUNTERS, 4));
  }

  private static List<String> rows(DatabaseAddress database, String sql, int columns)
      throws SQLException {
    var lines = new ArrayList<String>();
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        var line = new StringBuilder(row.getString(1));
        for (int column = 2; column <= columns; column++) {
          line.append('\t').append(row.getString(column));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  /** How many rows of calls there are. */
  static long rows(DatabaseAddress database) throws SQLException {
    var sql = "select count(*) from span where log_method = 'inference'";
    return Long.parseLong(rows(database, sql, 1).getFirst());
  }

  /** Runs the check from its source, as anybody could. */
  static Checked check(Path folder) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var source =
        Path.of("src", "test", "java")
            .resolve(LedgerCheck.class.getName().replace('.', '/') + ".java")
            .toAbsolutePath();
    var process =
        new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", source.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Checked(process.waitFor() == 0, output.lines().toList());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
