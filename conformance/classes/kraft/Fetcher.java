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
    return DoWork.maybeTruncate(this);
  }

  Errand fetch() {
    return DoWork.maybeFetch(this);
  }
}
