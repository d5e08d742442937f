import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import kafka.server.AbstractFetcherThread;

/** The two parts of AbstractFetcherThread.doWork, as errands. They are private there. */
final class DoWork {
  private static final Method MAYBE_TRUNCATE = method("maybeTruncate");
  private static final Method MAYBE_FETCH = method("maybeFetch");

  private DoWork() {}

  static Errand maybeTruncate(AbstractFetcherThread thread) {
    return Errand.run(() -> call(MAYBE_TRUNCATE, thread));
  }

  static Errand maybeFetch(AbstractFetcherThread thread) {
    return Errand.run(() -> call(MAYBE_FETCH, thread));
  }

  private static void call(Method method, AbstractFetcherThread thread) throws Exception {
    try {
      method.invoke(thread);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() instanceof Exception ? (Exception) thrown.getCause() : thrown;
    }
  }

  private static Method method(String name) {
    try {
      Method found = AbstractFetcherThread.class.getDeclaredMethod(name);
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException missing) {
      throw new IllegalStateException("this Kafka has no AbstractFetcherThread." + name, missing);
    }
  }
}
