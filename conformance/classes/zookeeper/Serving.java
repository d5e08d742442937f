import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kafka.log.TimestampOffset;
import kafka.server.CachedPartition;
import kafka.server.DelayedFetch;
import kafka.server.FetchIsolation;
import kafka.server.FetchLogEnd$;
import kafka.server.FetchMetadata;
import kafka.server.FetchPartitionData;
import kafka.server.FetchPartitionStatus;
import kafka.server.LogOffsetMetadata;
import kafka.server.LogReadResult;
import kafka.server.QuotaFactory;
import kafka.server.ReplicaQuota;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.Records;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.EpochEndOffset;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.IsolationLevel;
import org.apache.kafka.common.requests.ListOffsetRequest;
import org.apache.kafka.common.requests.ListOffsetResponse;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochResponse;
import scala.Option;
import scala.Tuple2;
import scala.collection.Seq;
import scala.runtime.BoxedUnit;

/** A leader answers a follower: what KafkaApis does for Fetch, OffsetsForLeaderEpoch and ListOffsets. */
final class Serving {
  private static final FetchIsolation LOG_END = (FetchIsolation) FetchLogEnd$.MODULE$;
  private static final ReplicaQuota UNLIMITED = (ReplicaQuota) QuotaFactory.UnboundedQuota$.MODULE$;

  private final BrokerProcess leader;

  Serving(BrokerProcess leader) {
    this.leader = leader;
  }

  /** The first half of a fetch: ReplicaManager.readFromLocalLog. */
  LogReadResult read(Exchange exchange) {
    return Read.copied(
        leader
            .replicas
            .readFromLocalLog(
                exchange.follower, true, LOG_END, exchange.mostBytes, false, asked(exchange), UNLIMITED)
            .head()
            ._2());
  }

  /** The second half: ReplicaManager.fetchMessages with what was read. It does not wait for more. */
  FetchResponse<Records> count(Exchange exchange) {
    Answer answer = new Answer();
    leader.read.give(exchange.read);
    leader.replicas.fetchMessages(
        0,
        exchange.follower,
        0,
        exchange.mostBytes,
        false,
        asked(exchange),
        UNLIMITED,
        answer::take,
        IsolationLevel.READ_UNCOMMITTED);
    return answer.response();
  }

  /** A fetch that waits in the purgatory is completed: DelayedFetch reads once more, and does not count. */
  FetchResponse<Records> readAgain(Exchange exchange) {
    Answer answer = new Answer();
    FetchRequest.PartitionData asked = asked(exchange).head()._2();
    FetchPartitionStatus status =
        new FetchPartitionStatus(new LogOffsetMetadata(asked.fetchOffset, 0, 0), asked);
    FetchMetadata metadata =
        new FetchMetadata(
            1,
            exchange.mostBytes,
            false,
            true,
            LOG_END,
            true,
            exchange.follower,
            Scala.seq(List.of(new Tuple2<>(Topic.partition(exchange.partition), status))));
    new DelayedFetch(1, metadata, leader.replicas, UNLIMITED, answer::take).forceComplete();
    return answer.response();
  }

  AbstractResponse epochEnd(Exchange exchange) {
    Map<TopicPartition, org.apache.kafka.common.requests.OffsetsForLeaderEpochRequest.PartitionData> asked =
        Map.of(Topic.partition(exchange.partition), exchange.epoch());
    Map<TopicPartition, EpochEndOffset> ends = Scala.java(leader.replicas.lastOffsetForLeaderEpoch(Scala.map(asked)));
    return new OffsetsForLeaderEpochResponse(ends);
  }

  /** Where its log ends or begins: KafkaApis.handleListOffsetRequestV1AndAbove. */
  AbstractResponse listOffsets(ListOffsetRequest request) {
    Map<TopicPartition, ListOffsetResponse.PartitionData> answers = new LinkedHashMap<>();
    request.partitionTimestamps().forEach((partition, asked) -> answers.put(partition, offset(partition, asked)));
    return new ListOffsetResponse(answers);
  }

  private ListOffsetResponse.PartitionData offset(TopicPartition partition, ListOffsetRequest.PartitionData asked) {
    try {
      TimestampOffset found =
          leader.replicas.fetchOffsetForTimestamp(
              partition, asked.timestamp, Option.empty(), asked.currentLeaderEpoch, true);
      return new ListOffsetResponse.PartitionData(Errors.NONE, found.timestamp(), found.offset(), Optional.empty());
    } catch (ApiException refused) {
      return new ListOffsetResponse.PartitionData(Errors.forException(refused), -1, -1, Optional.empty());
    }
  }

  /**
   * The fetch as it is in a session that the follower opened long ago for other partitions, which is what the model of 2.1 says:
   * CachedPartition of 2.1 forgets the leader epoch of the request (KAFKA-9338).
   */
  private static Seq<Tuple2<TopicPartition, FetchRequest.PartitionData>> asked(Exchange exchange) {
    TopicPartition partition = Topic.partition(exchange.partition);
    FetchRequest.PartitionData inSession = new CachedPartition(partition, exchange.fetch()).reqData();
    return Scala.seq(List.of(new Tuple2<>(partition, inSession)));
  }

  /** A response for the follower from what the replica manager hands over. */
  private static final class Answer {
    private final LinkedHashMap<TopicPartition, FetchResponse.PartitionData<Records>> answers = new LinkedHashMap<>();

    BoxedUnit take(Seq<Tuple2<TopicPartition, FetchPartitionData>> handed) {
      Collection<Tuple2<TopicPartition, FetchPartitionData>> all = Scala.java(handed);
      for (Tuple2<TopicPartition, FetchPartitionData> one : all) {
        FetchPartitionData data = one._2();
        answers.put(
            one._1(),
            new FetchResponse.PartitionData<>(
                data.error(), data.highWatermark(), -1, data.logStartOffset(), null, Batches.copied(data.records())));
      }
      return BoxedUnit.UNIT;
    }

    FetchResponse<Records> response() {
      if (answers.isEmpty()) throw new IllegalStateException("the fetch was not answered");
      return new FetchResponse<>(Errors.NONE, answers, 0, 0);
    }
  }
}
