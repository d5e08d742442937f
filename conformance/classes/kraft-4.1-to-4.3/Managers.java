import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.function.Predicate;
import kafka.log.LogManager;
import kafka.server.AlterPartitionManager;
import kafka.server.DefaultAlterPartitionManager;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.NodeToControllerChannelManager;
import org.apache.kafka.server.util.FileLock;
import org.apache.kafka.server.util.Scheduler;
import org.apache.kafka.storage.internals.log.LogDirFailureChannel;
import org.apache.kafka.storage.internals.log.UnifiedLog;
import org.apache.kafka.storage.log.metrics.BrokerTopicStats;
import scala.Function0;

/** The log manager, and the manager of ISR changes: until 4.3 they are in Scala. */
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
    return LogManager.apply(config, Scala.seq(offline), metadata, scheduler, clock, stats, failures);
  }

  static void load(LogManager logs, Predicate<UnifiedLog> isStray) {
    logs.startup(Scala.emptySet(), isStray::test);
  }

  static void shutDown(LogManager logs, long brokerEpoch) {
    try {
      logs.shutdown(brokerEpoch);
    } catch (Throwable failed) { // Scala does not say that it is a ClosedChannelException.
      if (!(failed instanceof ClosedChannelException)) throw failed;
      closeFiles(logs); // A directory has failed, and its lock was free already. BrokerServer.shutdown swallows that.
    }
  }

  @SuppressWarnings("unchecked")
  static void closeFiles(LogManager logs) {
    try {
      for (UnifiedLog log : Scala.java(logs.allLogs())) log.closeHandlers();
      Field field = LogManager.class.getDeclaredField("dirLocks");
      field.setAccessible(true);
      for (FileLock lock : Scala.java((scala.collection.Iterable<FileLock>) field.get(logs))) release(lock);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Kafka has no LogManager.dirLocks", missing);
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
    return new DefaultAlterPartitionManager(channel, scheduler, clock, broker, epoch);
  }
}
