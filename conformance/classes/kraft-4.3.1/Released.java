import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kafka.cluster.Partition;
import kafka.log.LogManager;
import kafka.server.AlterPartitionManager;
import kafka.server.DefaultAlterPartitionManager;
import kafka.server.DelayedFetch;
import kafka.server.FailedPartitions;
import kafka.server.KafkaConfig;
import kafka.server.QuotaFactory;
import kafka.server.ReplicaFetcherManager;
import kafka.server.ReplicaFetcherThread;
import kafka.server.ReplicaManager;
import kafka.server.ReplicationQuotaManager;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceResponse.PartitionResponse;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.DelayedActionQueue;
import org.apache.kafka.server.common.DirectoryEventHandler;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.common.NodeToControllerChannelManager;
import org.apache.kafka.server.common.RequestLocal;
import org.apache.kafka.server.network.BrokerEndPoint;
import org.apache.kafka.server.storage.log.FetchParams;
import org.apache.kafka.server.storage.log.FetchPartitionData;
import org.apache.kafka.server.util.FileLock;
import org.apache.kafka.server.util.Scheduler;
import org.apache.kafka.storage.internals.log.AppendOrigin;
import org.apache.kafka.storage.internals.log.FetchPartitionStatus;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;
import scala.Function0;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.Seq;
import scala.runtime.BoxedUnit;

/** What is called in another way in other releases. This is Kafka 4.3.1. */
final class Released {
  /** AbstractFetcherManager.createFetcherThread. */
  interface Making {
    ReplicaFetcherThread thread(int fetcherId, BrokerEndPoint source, FailedPartitions failed);
  }

  private Released() {}

  static LogManager logManager(
      KafkaConfig config,
      KRaftMetadataCache metadata,
      Scheduler scheduler,
      Time clock,
      BrokerTopicStats stats,
      LogDirFailureChannel failures) {
    return LogManager.apply(config, Scala.seq(List.of()), metadata, scheduler, clock, stats, failures);
  }

  static void load(LogManager logs) {
    logs.startup(Scala.emptySet(), log -> false);
  }

  static void shutDown(LogManager logs, long brokerEpoch) {
    logs.shutdown(brokerEpoch);
  }

  @SuppressWarnings("unchecked")
  static void closeFiles(LogManager logs) {
    try {
      for (UnifiedLog log : Scala.java(logs.allLogs())) log.closeHandlers();
      Field field = LogManager.class.getDeclaredField("dirLocks");
      field.setAccessible(true);
      for (FileLock lock : Scala.java((scala.collection.Iterable<FileLock>) field.get(logs))) lock.destroy();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Kafka has no LogManager.dirLocks", missing);
    }
  }

  static ReplicaManager replicaManager(Parts parts, Fetchers fetchers) {
    return new ReplicaManager(
        parts.config(),
        parts.metrics(),
        parts.clock(),
        parts.scheduler(),
        parts.logs(),
        Option.empty(),
        parts.quotas(),
        parts.metadata(),
        parts.failures(),
        parts.alterPartitions(),
        parts.stats(),
        parts.purgatory("Produce", parts.producersTimer()),
        parts.purgatory("Fetch"),
        parts.countingPurgatory(),
        parts.purgatory("RemoteFetch"),
        parts.purgatory("RemoteListOffsets"),
        parts.purgatory("ShareFetch"),
        parts.brokerEpoch(),
        Option.empty(),
        DirectoryEventHandler.NOOP,
        new DelayedActionQueue()) {
      @Override
      public ReplicaFetcherManager createReplicaFetcherManager(Metrics metrics, Time time, ReplicationQuotaManager quota) {
        return fetchers.manager(parts.config(), this, metrics, time, quota);
      }
    };
  }

  static ReplicaFetcherManager fetcherManager(
      KafkaConfig config,
      ReplicaManager replicas,
      Metrics metrics,
      Time time,
      ReplicationQuotaManager quota,
      Function0<MetadataVersion> version,
      Function0<Object> brokerEpoch,
      Making making) {
    return new ReplicaFetcherManager(config, replicas, metrics, time, quota, version, brokerEpoch) {
      @Override
      public ReplicaFetcherThread createFetcherThread(int fetcherId, BrokerEndPoint source) {
        return making.thread(fetcherId, source, failedPartitions());
      }

      @Override
      public void shutdownIdleFetcherThreads() {}
    };
  }

  static AlterPartitionManager alterPartitionManager(
      NodeToControllerChannelManager channel, Scheduler scheduler, Time clock, int broker, Function0<Object> epoch) {
    return new DefaultAlterPartitionManager(channel, scheduler, clock, broker, epoch);
  }

  static void append(
      ReplicaManager replicas, short acks, TopicIdPartition to, MemoryRecords batch, Consumer<PartitionResponse> told) {
    replicas.appendRecords(
        Long.MAX_VALUE,
        acks,
        false,
        AppendOrigin.CLIENT,
        Scala.map(Map.of(to, batch)),
        answers -> {
          answers.values().forEach(told);
          return BoxedUnit.UNIT;
        },
        ignored -> BoxedUnit.UNIT,
        RequestLocal.noCaching(),
        Scala.map(Map.of()),
        (short) 0);
  }

  static DelayedFetch delayedFetch(
      FetchParams params,
      LinkedHashMap<TopicIdPartition, FetchPartitionStatus> waiting,
      ReplicaManager replicas,
      Function1<Seq<Tuple2<TopicIdPartition, FetchPartitionData>>, BoxedUnit> answer) {
    return new DelayedFetch(params, waiting, replicas, QuotaFactory.UNBOUNDED_QUOTA, answer);
  }

  /** Where each epoch in the cache begins. */
  static Map<Integer, Long> epochs(UnifiedLog log) {
    Map<Integer, Long> found = new TreeMap<>();
    log.leaderEpochCache().epochEntries().forEach(entry -> found.put(entry.epoch(), entry.startOffset()));
    return found;
  }

  static Collection<Integer> isr(Partition partition) {
    return partition.partitionState().isr();
  }

  static Collection<Integer> maximalIsr(Partition partition) {
    return partition.partitionState().maximalIsr();
  }
}
