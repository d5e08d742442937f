import kafka.log.LogManager;
import kafka.server.KafkaConfig;
import kafka.server.QuotaFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.purgatory.DelayedOperation;
import org.apache.kafka.server.purgatory.DelayedOperationPurgatory;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;
import scala.Function0;
import scala.Option;

/** What a replica manager is made of. */
record Parts(
    KafkaConfig config,
    Metrics metrics,
    Time clock,
    StepScheduler scheduler,
    LogManager logs,
    QuotaFactory.QuotaManagers quotas,
    KRaftMetadataCache metadata,
    LogDirFailureChannel failures,
    AlterPartitions alterPartitions,
    BrokerTopicStats stats,
    HandTimer producersTimer,
    Function0<Object> brokerEpoch,
    LogDirectories.Assignments assignments) {

  /** A purgatory in which nothing expires by itself. */
  <T extends DelayedOperation> Option<DelayedOperationPurgatory<T>> purgatory(String name, HandTimer timer) {
    return Option.apply(new DelayedOperationPurgatory<>(name, timer, config.brokerId(), 1000, false, true));
  }

  <T extends DelayedOperation> Option<DelayedOperationPurgatory<T>> purgatory(String name) {
    return purgatory(name, new HandTimer());
  }

  <T extends DelayedOperation> Option<DelayedOperationPurgatory<T>> countingPurgatory() {
    return Option.apply(new CountingPurgatory<>(config.brokerId()));
  }
}
