import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import kafka.cluster.BrokerEndPoint;
import kafka.server.AbstractFetcherThread;
import kafka.server.BlockingSend;
import kafka.server.KafkaConfig;
import kafka.server.ReplicaFetcherThread;
import kafka.server.ReplicaManager;
import kafka.server.ReplicaQuota;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import scala.Option;

/**
 * A replica fetcher thread that is not started. Its doWork() is maybeTruncate(), then maybeFetch(): each is an errand of its own,
 * because the schedule may do something else between the two.
 */
final class Fetcher extends ReplicaFetcherThread {
  private static final Method MAYBE_TRUNCATE = method("maybeTruncate");
  private static final Method MAYBE_FETCH = method("maybeFetch");

  Fetcher(
      String name,
      int fetcherId,
      BrokerEndPoint source,
      KafkaConfig config,
      ReplicaManager replicaManager,
      Metrics metrics,
      Time time,
      ReplicaQuota quota,
      BlockingSend endpoint) {
    super(name, fetcherId, source, config, replicaManager, metrics, time, quota, Option.apply(endpoint));
  }

  @Override
  public synchronized void start() {}

  /** In 2.1 it waits for a thread that never ran. */
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
