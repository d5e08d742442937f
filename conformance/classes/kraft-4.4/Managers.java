import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.NodeToControllerChannelManager;
import org.apache.kafka.server.partition.AlterPartitionManager;
import org.apache.kafka.server.partition.DefaultAlterPartitionManager;
import org.apache.kafka.server.util.FileLock;
import org.apache.kafka.server.util.Scheduler;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.LogManager;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;
import scala.Function0;

/** The log manager, and the manager of ISR changes: since 4.4 they are in Java. */
final class Managers {
  private Managers() {}

  static LogManager logManager(
      KafkaConfig config,
      List<String> offline,
      KRaftMetadataCache metadata,
      Scheduler scheduler,
      Time clock,
      BrokerTopicStats stats,
      LogDirFailureChannel failures) {
    return kafka.log.LogManager.apply(config, Set.copyOf(offline), metadata, scheduler, clock, stats, failures);
  }

  static void load(LogManager logs, Predicate<UnifiedLog> isStray) {
    try {
      logs.startup(Set.of(), isStray::test);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  static void shutDown(LogManager logs, long brokerEpoch) {
    try {
      logs.shutdown(brokerEpoch);
    } catch (ClosedChannelException failed) {
      closeFiles(logs); // A directory has failed, and its lock was free already. BrokerServer.shutdown swallows that.
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static void closeFiles(LogManager logs) {
    try {
      for (UnifiedLog log : logs.allLogs()) log.closeQuietly();
      for (FileLock lock : logs.dirLocks()) release(lock);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** LogManager.handleLogDirFailure has closed that of a directory that failed. */
  static void release(FileLock lock) throws IOException {
    try {
      lock.destroy();
    } catch (ClosedChannelException closed) {
      // It is free already.
    }
  }

  static AlterPartitionManager alterPartitionManager(
      NodeToControllerChannelManager channel, Scheduler scheduler, Time clock, int broker, Function0<Object> epoch) {
    return new DefaultAlterPartitionManager(channel, scheduler, broker, () -> (Long) epoch.apply());
  }
}
