package dev.turnpike.persistence.bulk;

import dev.turnpike.core.body.Utf8;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by {@code COPY}, in its text format: values one by one, each row
 * ended, all of them finished. Nothing else may be sent over the connection meanwhile; what was not
 * finished is taken back by closing, and the transaction has to be rolled back. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">PostgreSQL, COPY</a>
 */
public final class CopyRows implements AutoCloseable {
  /** Kept in memory before it is sent; a long value is kept whole. */
  private static final int PIECE = 64 * 1024;

  /** What stands behind a backslash for an octet; 0 for those that stand for themselves. */
  private static final byte[] ESCAPES = escapes();

  private final CopyIn copy;
  private byte[] bytes = new byte[2 * PIECE];
  private int size;
  private long rows;
  private boolean inRow;

  private CopyRows(CopyIn copy) {
    this.copy = copy;
  }

  /**
   * Begins.
   *
   * @param target table and columns, as {@code span (id, arrival)}
   */
  public static CopyRows into(String target, Connection connection) throws SQLException {
    var copies = connection.unwrap(PGConnection.class).getCopyAPI();
    return new CopyRows(copies.copyIn("copy " + target + " from stdin"));
  }

  /**
   * Appends a value of the present row, by what it says of itself as text.
   *
   * @throws SQLException of class 22, as the server's own, for text that no database takes
   */
  public CopyRows add(@Nullable Object value) throws SQLException {
    if (inRow) {
      put('\t');
    }
    inRow = true;
    if (value == null) {
      put('\\');
      put('N');
    } else {
      text(value.toString());
    }
    return this;
  }

  /** Ends the row. */
  public void end() throws SQLException {
    put('\n');
    inRow = false;
    rows++;
    if (size >= PIECE) {
      send();
    }
  }

  /** Stores all rows. */
  public void finish() throws SQLException {
    send();
    var stored = copy.endCopy();
    if (stored != rows) {
      throw new SQLException(stored + " of " + rows + " rows were stored", "XX000");
    }
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(bytes, 0, size);
    size = 0;
  }

  private void text(String text) throws SQLException {
    var encoded = Utf8.exactly(text);
    if (encoded == null) {
      throw new SQLException("text with half a character", "22021");
    }
    makeRoom(2 * encoded.length);
    var to = bytes;
    var at = size;
    for (var octet : encoded) {
      var escape = escape(octet);
      if (escape != 0) {
        to[at++] = '\\';
        to[at++] = escape;
      } else if (octet != 0) {
        to[at++] = octet;
      } else {
        throw new SQLException("text with a NUL character", "22021");
      }
    }
    size = at;
  }

  private static byte escape(byte octet) {
    return octet < 0 || octet > '\\' ? 0 : ESCAPES[octet];
  }

  private static byte[] escapes() {
    var escapes = new byte['\\' + 1];
    escapes['\\'] = '\\';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    return escapes;
  }

  private void put(char octet) {
    makeRoom(1);
    bytes[size++] = (byte) octet;
  }

  private void makeRoom(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
