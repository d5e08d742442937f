import com.yammer.metrics.core.MetricName;
import com.yammer.metrics.core.MetricsRegistry;
import java.io.File;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.cluster.Partition;
import kafka.log.LogManager;
import kafka.server.KafkaConfig;
import kafka.server.QuotaFactory;
import kafka.server.ReplicaManager;
import kafka.server.ReplicationQuotaManager;
import kafka.server.TopicConfigHandler;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ActiveController;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.metadata.PartitionRegistration;
import org.apache.kafka.server.common.KRaftVersion;
import org.apache.kafka.server.config.ReplicationQuotaManagerConfig;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.apache.kafka.server.quota.QuotaType;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;
import scala.Option;

/**
 * What BrokerServer makes when it starts, as far as replication needs it. The clock stands still, and there are no threads: nothing
 * happens here but by steps.
 */
final class BrokerProcess {
  final KafkaConfig config;
  final KRaftMetadataCache metadata;
  final LogManager logs;
  final ReplicaManager replicas;
  final Fetchers fetchers;
  final AlterPartitions alterPartitions;
  private final TopicConfigHandler topicConfigs;
  final LogDirectories.Assignments assignments = new LogDirectories.Assignments();
  final HandTimer producersTimer = new HandTimer();
  /** The broker epoch in .kafka_cleanshutdown, with which it registers; -1: there is none. */
  final long epochBefore;
  /** BrokerLifecycleManager.brokerEpoch; -1: it has not registered. */
  long epoch = -1;
  /** It has been unfenced since it started. */
  boolean serves;
  boolean isStopping;
  /** How many changes of the metadata log it has published. */
  int published;

  private final Time clock = new StandingClock();
  private final StepScheduler scheduler = new StepScheduler();
  private MetadataImage image = MetadataImage.EMPTY;

  BrokerProcess(Topic topic, int id, LogDirectories directories, Fetchers.Connecting connecting) {
    config = KafkaConfig.fromProps(properties(topic, id, directories));
    metadata = new KRaftMetadataCache(id, () -> KRaftVersion.KRAFT_VERSION_1);
    LogDirFailureChannel failures = new LogDirFailureChannel(1);
    BrokerTopicStats stats = new BrokerTopicStats();
    logs = Managers.logManager(config, directories.offline(), metadata, scheduler, clock, stats, failures);
    epochBefore = logs.readBrokerEpochFromCleanShutdownFiles().orElse(-1);
    fetchers = new Fetchers(connecting, () -> epoch);
    alterPartitions = new AlterPartitions(id, scheduler, clock, () -> epoch);
    Metrics metrics = new Metrics();
    QuotaFactory.QuotaManagers quotas = quotas(metrics);
    Parts parts =
        new Parts(
            config, metrics, clock, scheduler, logs, quotas, metadata, failures, alterPartitions, stats,
            producersTimer, () -> epoch, assignments);
    replicas = Replicas.replicaManager(parts, fetchers);
    topicConfigs = new TopicConfigHandler(replicas, config, quotas);
  }

  Partition partition(int number) {
    Option<Partition> found = replicas.onlinePartition(Topic.partition(number));
    return found.isEmpty() ? null : found.get();
  }

  /** Null: it is not loaded. */
  UnifiedLog log(int partition) {
    Option<UnifiedLog> found = replicas.getLog(Topic.partition(partition));
    return found.isEmpty() ? null : found.get();
  }

  /** BrokerMetadataPublisher.onMetadataUpdate, after MetadataLoader has made one delta of all changes up to the `until`-th. */
  void publish(ActiveController controller, int until) {
    MetadataDelta delta = new MetadataDelta.Builder().setImage(image).build();
    for (int change = published; change < until; change++)
      for (ApiMessage record : controller.change(change)) delta.replay(record);
    image = delta.apply(new MetadataProvenance(controller.end(until - 1), 1, StandingClock.NOW, true));
    metadata.setImage(image);
    if (published == 0) Managers.load(logs, this::isStray);
    if (delta.topicsDelta() != null) apply(delta);
    if (delta.configsDelta() != null)
      for (ConfigResource changed : delta.configsDelta().changes().keySet())
        topicConfigs.processConfigChanges(changed.name(), image.configs().configProperties(changed));
    replicas.tryCompleteActions();
    published = until;
  }

  /**
   * BrokerMetadataPublisher.onMetadataUpdate tells its fault handler, and goes on. So does a process that is told to lead a partition whose log is
   * in a directory that is offline: Partition.makeLeader finds no log, and ReplicaManager.applyLocalLeadersDelta expects another exception.
   */
  private void apply(MetadataDelta delta) {
    try {
      replicas.applyDelta(delta.topicsDelta(), image);
    } catch (NotLeaderOrFollowerException withoutLog) {
      if (!logs.hasOfflineLogDirs()) throw withoutLog;
    }
  }

  /** LogManager.isStrayReplica, by the image that is published first: such a log is not loaded. */
  private boolean isStray(UnifiedLog log) {
    PartitionRegistration registration = replayed(log.topicPartition().partition());
    return registration == null || !org.apache.kafka.metadata.Replicas.contains(registration.replicas, config.brokerId());
  }

  /** What it has heard of a partition; null: nothing. */
  PartitionRegistration replayed(int partition) {
    return image.topics().getPartition(World.TOPIC_ID, partition);
  }

  /** SharedServer.loader.lastAppliedOffset, which it sends with its heartbeats. */
  long metadataOffset(ActiveController controller) {
    return published == 0 ? -1 : controller.end(published - 1);
  }

  /** BrokerServer.shutdown, after the controlled shutdown. */
  void stop() {
    replicas.shutdown(true);
    Managers.shutDown(logs, epoch);
    forgetMetrics();
  }

  /** The operating system closes what a killed process had open. Nothing is flushed, nothing is written. */
  void kill() {
    Managers.closeFiles(logs);
    forgetMetrics();
  }

  /** Each log directory has a gauge of its own, which would keep everything that this process had in memory. */
  private static void forgetMetrics() {
    MetricsRegistry registry = KafkaYammerMetrics.defaultRegistry();
    for (MetricName name : registry.allMetrics().keySet())
      if (name.getType().equals("LogManager")) registry.removeMetric(name);
  }

  private static Properties properties(Topic topic, int id, LogDirectories directories) {
    Properties properties = new Properties();
    properties.put("process.roles", "broker");
    properties.put("node.id", "" + id);
    properties.put("controller.quorum.voters", ActiveController.ID + "@localhost:1");
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listeners", "PLAINTEXT://localhost:" + (Registrations.FIRST_PORT + id));
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put(
        "log.dirs", directories.listed().stream().map(File::getAbsolutePath).collect(Collectors.joining(",")));
    if (topic.directories > 1) properties.put("metadata.log.dir", directories.ofMetadata().getAbsolutePath());
    properties.put("log.cleaner.enable", "false");
    properties.put("log.index.size.max.bytes", "1024");
    properties.put("min.insync.replicas", "" + topic.minIsr);
    properties.put("unclean.leader.election.enable", "" + topic.uncleanElection);
    properties.put("num.replica.fetchers", "" + topic.partitions());
    properties.put("replica.fetch.backoff.ms", "0");
    properties.put("replica.lag.time.max.ms", "" + Lag.most(topic));
    properties.put("replica.fetch.wait.max.ms", "" + Lag.most(topic));
    return properties;
  }

  private QuotaFactory.QuotaManagers quotas(Metrics metrics) {
    return new QuotaFactory.QuotaManagers(
        null,
        null,
        null,
        null,
        quota(metrics, QuotaType.LEADER_REPLICATION),
        quota(metrics, QuotaType.FOLLOWER_REPLICATION),
        quota(metrics, QuotaType.ALTER_LOG_DIRS_REPLICATION),
        Optional.empty());
  }

  private ReplicationQuotaManager quota(Metrics metrics, QuotaType type) {
    return new ReplicationQuotaManager(new ReplicationQuotaManagerConfig(), metrics, type, clock);
  }
}
