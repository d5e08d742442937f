import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import kafka.server.AbstractFetcherThread;
import kafka.server.FailedPartitions;
import kafka.server.KafkaConfig;
import kafka.server.ReplicaFetcherThread;
import kafka.server.ReplicaManager;
import kafka.server.ReplicaQuota;
import org.apache.kafka.server.LeaderEndPoint;

/**
 * A replica fetcher thread that is not started. Its doWork() is maybeTruncate(), then maybeFetch(): each is an errand of its own,
 * because the schedule may do something else between the two.
 */
final class Fetcher extends ReplicaFetcherThread {
  private static final Method MAYBE_TRUNCATE = method("maybeTruncate");
  private static final Method MAYBE_FETCH = method("maybeFetch");

  Fetcher(
      String name,
      LeaderEndPoint leader,
      KafkaConfig config,
      FailedPartitions failed,
      ReplicaManager replicaManager,
      ReplicaQuota quota) {
    super(name, leader, config, failed, replicaManager, quota, name + " ");
  }

  @Override
  public synchronized void start() {}

  @Override
  public void awaitShutdown() {}

  Errand truncate() {
    return Errand.run(() -> call(MAYBE_TRUNCATE));
  }

  Errand fetch() {
    return Errand.run(() -> call(MAYBE_FETCH));
  }

  private void call(Method method) throws Exception {
    try {
      method.invoke(this);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() instanceof Exception cause ? cause : thrown;
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
