import java.util.List;
import kafka.server.FetchDataInfo;
import kafka.server.LogReadResult;
import org.apache.kafka.common.TopicPartition;
import scala.Tuple2;
import scala.collection.Seq;

/**
 * What a leader has read for a fetch, between its two halves. ReplicaManager.fetchMessages reads and counts in one call; here the
 * read is a step, its result is kept, and the call that counts is given it in place of another read.
 */
final class Read {
  private LogReadResult kept;

  /** The next read in the course of a call has this result. */
  void give(LogReadResult result) {
    kept = result;
  }

  /** Null: nothing was kept, Kafka reads. */
  Seq<Tuple2<TopicPartition, LogReadResult>> take(TopicPartition partition) {
    if (kept == null) return null;
    LogReadResult result = kept;
    kept = null;
    return Scala.seq(List.of(new Tuple2<>(partition, result)));
  }

  /** The same result with the records as they are now: Kafka's are views of the file. */
  static LogReadResult copied(LogReadResult read) {
    FetchDataInfo info = read.info();
    return new LogReadResult(
        new FetchDataInfo(
            info.fetchOffsetMetadata(), Batches.copied(info.records()), info.firstEntryIncomplete(), info.abortedTransactions()),
        read.highWatermark(),
        read.leaderLogStartOffset(),
        read.leaderLogEndOffset(),
        read.followerLogStartOffset(),
        read.fetchTimeMs(),
        read.readSize(),
        read.lastStableOffset(),
        read.exception());
  }
}
