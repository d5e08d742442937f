import kafka.server.LogReadResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.EpochEndOffset;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochRequest;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochResponse;

/** A request of a fetcher thread about one partition, then the answer to it. */
final class Exchange {
  enum Stage {
    ASKED,
    READ,
    ANSWERED
  }

  final int follower;
  final int leader;
  final int partition;
  final Errand errand;
  Stage stage = Stage.ASKED;
  /** How many bytes the leader reads for it. */
  int mostBytes;
  /** What the leader has read, and not yet counted. */
  LogReadResult read;
  AbstractResponse answer;

  Exchange(int follower, int leader, int partition, Errand errand) {
    this.follower = follower;
    this.leader = leader;
    this.partition = partition;
    this.errand = errand;
  }

  boolean isFetch() {
    return errand.said() instanceof FetchRequest;
  }

  FetchRequest.PartitionData fetch() {
    return ((FetchRequest) errand.said()).fetchData().get(Topic.partition(partition));
  }

  OffsetsForLeaderEpochRequest.PartitionData epoch() {
    return ((OffsetsForLeaderEpochRequest) errand.said()).epochsByTopicPartition().get(Topic.partition(partition));
  }

  FetchResponse.PartitionData<?> fetched() {
    return ((FetchResponse<?>) answer).responseData().get(Topic.partition(partition));
  }

  EpochEndOffset epochEnd() {
    return ((OffsetsForLeaderEpochResponse) answer).responses().get(Topic.partition(partition));
  }

  Errors error() {
    return isFetch() ? fetched().error : epochEnd().error();
  }
}
