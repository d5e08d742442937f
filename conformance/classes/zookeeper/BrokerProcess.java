import java.io.File;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.log.CleanerConfig;
import kafka.log.Log;
import kafka.log.LogConfig;
import kafka.log.LogManager;
import kafka.server.BrokerState;
import kafka.server.BrokerTopicStats;
import kafka.server.DelayedOperation;
import kafka.server.DelayedOperationPurgatory;
import kafka.server.FetchIsolation;
import kafka.server.KafkaConfig;
import kafka.server.LogDirFailureChannel;
import kafka.server.LogReadResult;
import kafka.server.MetadataCache;
import kafka.server.QuotaFactory;
import kafka.server.QuotaType;
import kafka.server.ReplicaFetcherManager;
import kafka.server.ReplicaManager;
import kafka.server.ReplicaQuota;
import kafka.server.ReplicationQuotaManager;
import kafka.server.ReplicationQuotaManagerConfig;
import kafka.utils.FileLock;
import kafka.zk.KafkaZkClient;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.UpdateMetadataRequest;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.Time;
import scala.Option;
import scala.Tuple2;
import scala.collection.Seq;

/**
 * What KafkaServer makes when it starts, as far as replication needs it. The clock stands still, and there are no threads: nothing
 * happens here but by steps.
 */
final class BrokerProcess {
  static final int FIRST_PORT = 20000;

  final KafkaConfig config;
  final ReplicaManager replicas;
  final LogManager logs;
  final Fetchers fetchers;
  final HandTimer producersTimer = new HandTimer();
  final Read read = new Read();
  /** KafkaServer.isShuttingDown: set when a controlled shutdown begins. */
  final AtomicBoolean isShuttingDown = new AtomicBoolean(false);

  private final Time clock = new StandingClock();
  private final IdleScheduler scheduler = new IdleScheduler();
  private final MetadataCache metadata;

  /** Loads the logs that are in the folder. */
  BrokerProcess(Topic topic, int id, File folder, KafkaZkClient zooKeeper, Fetchers.Connecting connecting) {
    config = KafkaConfig.fromProps(properties(topic, id, folder));
    LogDirFailureChannel failures = new LogDirFailureChannel(1);
    BrokerTopicStats stats = new BrokerTopicStats();
    logs = logManager(topic, folder, failures, stats);
    metadata = new MetadataCache(id);
    fetchers = new Fetchers(connecting);
    Metrics metrics = new Metrics();
    replicas = replicaManager(zooKeeper, metrics, quotas(metrics), stats, failures);
    tell(topic.ids());
  }

  Option<Log> log(int partition) {
    return logs.getLog(Topic.partition(partition), false);
  }

  /** KafkaServer.shutdown, after the controlled shutdown. */
  void stop() {
    replicas.shutdown(true);
    logs.shutdown();
  }

  /** The operating system closes what a killed process had open. Nothing is flushed, nothing is written. */
  void kill() {
    for (Log log : Scala.java(logs.allLogs())) log.closeHandlers();
    for (FileLock lock : locks()) lock.destroy();
  }

  private static Properties properties(Topic topic, int id, File folder) {
    Properties properties = new Properties();
    properties.put("broker.id", "" + id);
    properties.put("zookeeper.connect", "none:1");
    properties.put("listeners", "PLAINTEXT://localhost:" + (FIRST_PORT + id));
    properties.put("log.dirs", folder.getPath());
    properties.put("num.replica.fetchers", "" + topic.partitions());
    properties.put("replica.fetch.backoff.ms", "0");
    // The clock stands still: a replica was last caught up 0 ms ago, and may be late all the same.
    properties.put("replica.lag.time.max.ms", "" + Lag.MOST);
    properties.put("replica.fetch.wait.max.ms", "" + Lag.MOST);
    return properties;
  }

  private LogManager logManager(Topic topic, File folder, LogDirFailureChannel failures, BrokerTopicStats stats) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("min.insync.replicas", topic.minIsr);
    defaults.put("unclean.leader.election.enable", topic.uncleanElection);
    defaults.put("segment.index.bytes", 1024);
    CleanerConfig cleaner = new CleanerConfig(1, 4194304L, 0.9, 1048576, 33554432, 1e9, 15000L, false, "MD5");
    return new LogManager(
        Scala.seq(List.of(folder.getAbsoluteFile())),
        Scala.seq(List.of()),
        Scala.map(Map.of()),
        LogConfig.apply(defaults, new scala.collection.immutable.HashSet<>()),
        cleaner,
        1,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Integer.MAX_VALUE,
        scheduler,
        new BrokerState(),
        stats,
        failures,
        clock);
  }

  private ReplicaManager replicaManager(
      KafkaZkClient zooKeeper,
      Metrics metrics,
      QuotaFactory.QuotaManagers quotas,
      BrokerTopicStats stats,
      LogDirFailureChannel failures) {
    // The constructor of the replica manager calls the first method: what it uses has to be there before.
    Fetchers ours = fetchers;
    KafkaConfig settings = config;
    Read ourRead = read;
    return new ReplicaManager(
        config,
        metrics,
        clock,
        zooKeeper,
        scheduler,
        logs,
        isShuttingDown,
        quotas,
        stats,
        metadata,
        failures,
        purgatory("Produce", producersTimer),
        purgatory("Fetch", new HandTimer()),
        purgatory("DeleteRecords", new HandTimer()),
        Option.empty()) {
      @Override
      public ReplicaFetcherManager createReplicaFetcherManager(
          Metrics itsMetrics, Time time, Option<String> prefix, ReplicationQuotaManager quota) {
        return ours.manager(settings, this, itsMetrics, time, quota);
      }

      @Override
      public Seq<Tuple2<TopicPartition, LogReadResult>> readFromLocalLog(
          int replicaId,
          boolean fetchOnlyFromLeader,
          FetchIsolation isolation,
          int fetchMaxBytes,
          boolean hardMaxBytesLimit,
          Seq<Tuple2<TopicPartition, FetchRequest.PartitionData>> asked,
          ReplicaQuota quota) {
        Seq<Tuple2<TopicPartition, LogReadResult>> kept = ourRead.take(asked.head()._1());
        return kept != null
            ? kept
            : super.readFromLocalLog(
                replicaId, fetchOnlyFromLeader, isolation, fetchMaxBytes, hardMaxBytesLimit, asked, quota);
      }
    };
  }

  private <T extends DelayedOperation> DelayedOperationPurgatory<T> purgatory(String name, HandTimer timer) {
    return new DelayedOperationPurgatory<>(name, timer, config.brokerId(), 1000, false, true);
  }

  private QuotaFactory.QuotaManagers quotas(Metrics metrics) {
    return new QuotaFactory.QuotaManagers(
        null,
        null,
        null,
        quota(metrics, (QuotaType) QuotaType.LeaderReplication$.MODULE$),
        quota(metrics, (QuotaType) QuotaType.FollowerReplication$.MODULE$),
        quota(metrics, (QuotaType) QuotaType.AlterLogDirsReplication$.MODULE$),
        Option.empty());
  }

  private ReplicationQuotaManager quota(Metrics metrics, QuotaType type) {
    return new ReplicationQuotaManager(new ReplicationQuotaManagerConfig(Long.MAX_VALUE, 11, 1), metrics, type, clock);
  }

  /** UpdateMetadata: all brokers are alive, so that this one follows whom it is told to follow. */
  private void tell(List<Integer> ids) {
    SecurityProtocol plain = SecurityProtocol.PLAINTEXT;
    Set<UpdateMetadataRequest.Broker> brokers = new HashSet<>();
    for (int id : ids) {
      UpdateMetadataRequest.EndPoint endpoint =
          new UpdateMetadataRequest.EndPoint(
              "localhost", FIRST_PORT + id, plain, ListenerName.forSecurityProtocol(plain));
      brokers.add(new UpdateMetadataRequest.Broker(id, List.of(endpoint), null));
    }
    short version = ApiKeys.UPDATE_METADATA.latestVersion();
    metadata.updateMetadata(0, new UpdateMetadataRequest.Builder(version, 0, 0, Map.of(), brokers).build());
  }

  @SuppressWarnings("unchecked")
  private Iterable<FileLock> locks() {
    try {
      java.lang.reflect.Field field = LogManager.class.getDeclaredField("dirLocks");
      field.setAccessible(true);
      return Scala.java((Seq<FileLock>) field.get(logs));
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Kafka has no LogManager.dirLocks", missing);
    }
  }
}
