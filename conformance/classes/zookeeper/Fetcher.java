import kafka.cluster.BrokerEndPoint;
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
    return DoWork.maybeTruncate(this);
  }

  Errand fetch() {
    return DoWork.maybeFetch(this);
  }
}
