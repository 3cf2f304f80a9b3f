package dev.turnpike.benchmarks.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Parts of a database whose calls are looked at on their way. */
final class Intercepted {
  private Intercepted() {}

  /** What a call of a method is answered by. */
  interface Answer {
    @Nullable Object to(Method method, Object[] arguments) throws Throwable;
  }

  static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments)));
  }

  /** Passes a call on; what it throws is thrown as it is. */
  static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
