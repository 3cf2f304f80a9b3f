package dev.turnpike.persistence.change;

import dev.turnpike.core.change.ConfigurationChanges.ConfigurationUnavailable;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * Outside of the transaction interceptor (200): a connection is missed when the transaction begins.
 */
@Interceptor
@TellsUnavailable
@Priority(100)
final class UnavailableInterceptor {
  private static final int LONGEST_CHAIN = 20;

  @AroundInvoke
  @Nullable Object tell(InvocationContext call) throws Exception {
    try {
      return call.proceed();
    } catch (ConfigurationUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw isAway(e) ? new ConfigurationUnavailable(e) : e;
    }
  }

  // SQLSTATE class 08 is the connection, 57P01 to 57P03 a server going down or coming up, 53300 too
  // many connections: https://www.postgresql.org/docs/current/errcodes-appendix.html
  private static boolean isAway(Throwable thrown) {
    Throwable cause = thrown;
    for (var i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
      if (cause instanceof SocketException || cause instanceof SQLTransientException) {
        return true;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        var state = sql.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300")) {
          return true;
        }
      }
      // Agroal waited for a connection in vain; its exception carries no state.
      if (cause instanceof SQLException sql
          && String.valueOf(sql.getMessage()).contains("Acquisition timeout")) {
        return true;
      }
    }
    return false;
  }
}
