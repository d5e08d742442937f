import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;

/** A fetch of a fetcher thread about one partition, then the answer to it. */
final class Exchange {
  enum Stage {
    ASKED,
    READ,
    ANSWERED
  }

  final int follower;
  final int leader;
  final int partition;
  /** The work of the fetcher thread. */
  final Errand asking;
  private final FetchRequest request;
  Stage stage = Stage.ASKED;
  /** How many bytes the leader reads for it. */
  int mostBytes;
  /** The work of the leader, between its read and its count; null: there is none. */
  Errand serving;
  /** The records of the log when the leader has read, and has not counted; null: it has not read, or has counted. */
  Records read;
  FetchResponse answer;
  /** The records of the answer as Kafka keeps them until they are sent: a view of the file. */
  Records view;

  Exchange(int follower, int leader, int partition, Errand asking) {
    this.follower = follower;
    this.leader = leader;
    this.partition = partition;
    this.asking = asking;
    request = (FetchRequest) asking.said();
  }

  /** It outlives the process that sent it. */
  FetchRequest request() {
    return request;
  }

  FetchRequestData.FetchPartition asked() {
    return request().data().topics().get(0).partitions().get(0);
  }

  FetchResponseData.PartitionData answered() {
    return answer.data().responses().get(0).partitions().get(0);
  }

  Errors error() {
    return Errors.forCode(answered().errorCode());
  }
}
