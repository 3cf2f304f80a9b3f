package dev.turnpike.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger check itself: it must see what it is there to see. */
class LedgerCheckTest {
  @TempDir Path folder;

  @BeforeEach
  void writeLedgersThatAgree() throws Exception {
    write("upstream.tsv", List.of("1", "2", "3", "3"));
    write(
        "callers.tsv", List.of("1\tlog-1\tended", "2\tlog-2\tended", "3\t\tbroken", "4\t\tbroken"));
    write(
        "database.tsv",
        List.of(
            "1\tlog-1\tsuccess\t0.000011000000\tk\tc",
            "2\tlog-2\tsuccess\t0.000011\tk\tc",
            "3\tlog-3\tfailed\t\tk\tc"));
    write("counters.tsv", List.of("key\tk\t3\t0.000022", "customer\tc\t3\t0.000022000000"));
  }

  @Test
  void passesLedgersThatAgree() throws Exception {
    var checked = LedgerFiles.check(folder);

    assertThat(checked.findings())
        .containsExactly("4 calls begun, 2 ended, 3 arrived upstream, 3 rows: the ledgers agree");
    assertThat(checked.agree()).isTrue();
  }

  @Test
  void seesARemovedRow() throws Exception {
    var rows = read("database.tsv");
    rows.remove(1);
    write("database.tsv", rows);

    var checked = LedgerFiles.check(folder);

    assertThat(checked.agree()).isFalse();
    assertThat(checked.findings())
        .contains("lost: call 2 ended as log log-2 and has no row")
        .anyMatch(line -> line.startsWith("counter of key k: it says 3 calls"));
  }

  @Test
  void seesADoubledRow() throws Exception {
    var rows = read("database.tsv");
    rows.add("2\tlog-2-again\tsuccess\t0.000011\tk\tc");
    write("database.tsv", rows);

    var checked = LedgerFiles.check(folder);

    assertThat(checked.agree()).isFalse();
    assertThat(checked.findings()).contains("doubled: call 2 has 2 rows");
  }

  @Test
  void seesACounterThatMovedTwice() throws Exception {
    write("counters.tsv", List.of("key\tk\t3\t0.000033", "customer\tc\t3\t0.000022"));

    var checked = LedgerFiles.check(folder);

    assertThat(checked.agree()).isFalse();
    assertThat(checked.findings())
        .contains(
            "counter of key k: it says 3 calls, 0.000033 USD, its rows 3 calls, 0.000022 USD");
  }

  @Test
  void seesARowThatNobodyCalledFor() throws Exception {
    var rows = read("database.tsv");
    rows.add("9\tlog-9\tsuccess\t\tk\tc");
    write("database.tsv", rows);

    assertThat(LedgerFiles.check(folder).findings())
        .contains("invented: no caller made call 9", "invented: call 9 succeeded without upstream");
  }

  private List<String> read(String file) throws Exception {
    return new ArrayList<>(Files.readAllLines(folder.resolve(file)));
  }

  private void write(String file, List<String> lines) throws Exception {
    Files.write(folder.resolve(file), lines);
  }
}
