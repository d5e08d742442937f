import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.FailedPartitions;
import kafka.server.KafkaConfig;
import kafka.server.RemoteLeaderEndPoint;
import kafka.server.ReplicaFetcherManager;
import kafka.server.ReplicaFetcherThread;
import kafka.server.ReplicaManager;
import kafka.server.ReplicationQuotaManager;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.server.LeaderEndPoint;
import org.apache.kafka.server.PartitionFetchState;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.network.BrokerEndPoint;
import scala.Function0;
import scala.Option;

/**
 * The fetcher threads of a broker: one for each leader and partition (num.replica.fetchers). As in the model a thread goes on
 * living, with its connection, when it has nothing to fetch any more: it may have other partitions.
 */
final class Fetchers {
  interface Connecting {
    Endpoint to(BrokerEndPoint leader);
  }

  /** AbstractFetcherManager.createFetcherThread. */
  interface Making {
    ReplicaFetcherThread thread(int fetcherId, BrokerEndPoint source, FailedPartitions failed);
  }

  private final Map<String, Fetcher> threads = new HashMap<>();
  private final Set<Integer> leaders = new TreeSet<>();
  private final Connecting connecting;
  private final Function0<Object> brokerEpoch;
  private ReplicaFetcherManager manager;

  Fetchers(Connecting connecting, Function0<Object> brokerEpoch) {
    this.connecting = connecting;
    this.brokerEpoch = brokerEpoch;
  }

  /** Called by the constructor of the replica manager. */
  ReplicaFetcherManager manager(
      KafkaConfig config, ReplicaManager replicaManager, Metrics metrics, Time time, ReplicationQuotaManager quota) {
    Function0<MetadataVersion> version = MetadataVersion::latestProduction;
    Making making =
        (fetcherId, source, failed) -> {
          String name = "fetcher-" + config.brokerId() + "-" + source.id() + "-" + fetcherId;
          FetchSessionHandler sessions = new FetchSessionHandler(new LogContext(), source.id());
          LeaderEndPoint leader =
              new RemoteLeaderEndPoint(
                  name, connecting.to(source), sessions, config, replicaManager, quota, version, brokerEpoch);
          Fetcher thread = new Fetcher(name, leader, config, failed, replicaManager, quota);
          leaders.add(source.id());
          threads.put(key(source.id(), fetcherId), thread);
          return thread;
        };
    manager = Replicas.fetcherManager(config, replicaManager, metrics, time, quota, version, brokerEpoch, making);
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
