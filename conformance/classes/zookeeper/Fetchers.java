import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kafka.cluster.BrokerEndPoint;
import kafka.server.KafkaConfig;
import kafka.server.PartitionFetchState;
import kafka.server.ReplicaFetcherManager;
import kafka.server.ReplicaFetcherThread;
import kafka.server.ReplicaManager;
import kafka.server.ReplicationQuotaManager;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import scala.Option;

/**
 * The fetcher threads of a broker: one for each leader and partition (num.replica.fetchers). As in the model a thread goes on
 * living, with its connection, when it has nothing to fetch any more: it may have other partitions.
 */
final class Fetchers {
  interface Connecting {
    Endpoint to(int leader);
  }

  private final Map<String, Fetcher> threads = new HashMap<>();
  private final Set<Integer> leaders = new TreeSet<>();
  private final Connecting connecting;
  private ReplicaFetcherManager manager;

  Fetchers(Connecting connecting) {
    this.connecting = connecting;
  }

  /** Called by the constructor of the replica manager. */
  ReplicaFetcherManager manager(
      KafkaConfig config, ReplicaManager replicaManager, Metrics metrics, Time time, ReplicationQuotaManager quota) {
    manager =
        new ReplicaFetcherManager(config, replicaManager, metrics, time, Option.empty(), quota) {
          @Override
          public ReplicaFetcherThread createFetcherThread(int fetcherId, BrokerEndPoint source) {
            String name = "fetcher-" + config.brokerId() + "-" + source.id() + "-" + fetcherId;
            Endpoint endpoint = connecting.to(source.id());
            Fetcher thread =
                new Fetcher(name, fetcherId, source, config, replicaManager, metrics, time, quota, endpoint);
            leaders.add(source.id());
            threads.put(key(source.id(), fetcherId), thread);
            return thread;
          }

          @Override
          public void shutdownIdleFetcherThreads() {}
        };
    return manager;
  }

  /** The brokers for which there is a thread, ascending. */
  Set<Integer> leaders() {
    return leaders;
  }

  /** The thread for a partition at a leader; null: there never was one. */
  Fetcher thread(int leader, int partition) {
    return threads.get(key(leader, manager.getFetcherId(Topic.partition(partition))));
  }

  /** The state of a partition in the thread for this leader; null: that thread does not fetch it. */
  PartitionFetchState state(int leader, int partition) {
    Fetcher thread = thread(leader, partition);
    if (thread == null) return null;
    Option<PartitionFetchState> state = thread.fetchState(Topic.partition(partition));
    return state.isEmpty() ? null : state.get();
  }

  private static String key(int leader, int fetcherId) {
    return leader + "/" + fetcherId;
  }
}
