package dev.turnpike.persistence.bulk;

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
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= 0x80) {
        i += wide(text, i);
      } else if (c == '\\' || c == '\n' || c == '\r' || c == '\t') {
        put('\\');
        put(c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : '\\');
      } else if (c == 0) {
        throw new SQLException("text with a NUL character", "22021");
      } else {
        put(c);
      }
    }
  }

  /** In UTF-8; returns how many more chars than one it took. */
  private int wide(String text, int at) throws SQLException {
    var point = text.codePointAt(at);
    if (point < 0x800) {
      put(0xC0 | point >> 6);
    } else if (point < 0x10000) {
      if (Character.isSurrogate((char) point)) {
        throw new SQLException("text with half a character", "22021");
      }
      put(0xE0 | point >> 12);
      put(0x80 | point >> 6 & 0x3F);
    } else {
      put(0xF0 | point >> 18);
      put(0x80 | point >> 12 & 0x3F);
      put(0x80 | point >> 6 & 0x3F);
    }
    put(0x80 | point & 0x3F);
    return Character.charCount(point) - 1;
  }

  private void put(int octet) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, size * 2);
    }
    bytes[size++] = (byte) octet;
  }
}
