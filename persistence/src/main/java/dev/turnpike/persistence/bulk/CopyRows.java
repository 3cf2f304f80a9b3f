package dev.turnpike.persistence.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows in the text format of {@code COPY}: values one by one, each row ended. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">PostgreSQL, COPY</a>
 */
public final class CopyRows {
  private static final int FIRST_SIZE = 64 * 1024;

  /** Sent at once: the driver wraps each piece into a message. */
  private static final int PIECE = 64 * 1024;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;
  private int rows;
  private boolean inRow;

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
  public void end() {
    put('\n');
    inRow = false;
    rows++;
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /**
   * Stores the rows; on failure the transaction has to be rolled back.
   *
   * @param target table and columns, as {@code span (id, arrival)}
   */
  public void into(String target, Connection connection) throws SQLException {
    var copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
    for (var sent = 0; sent < size; sent += PIECE) {
      copy.writeToCopy(bytes, sent, Math.min(PIECE, size - sent));
    }
    var stored = copy.endCopy();
    if (stored != rows) {
      throw new SQLException(stored + " of " + rows + " rows were stored", "XX000");
    }
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
