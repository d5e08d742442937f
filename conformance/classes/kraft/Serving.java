import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kafka.server.QuotaFactory;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FetchMetadata;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.server.storage.log.FetchIsolation;
import org.apache.kafka.server.storage.log.FetchParams;
import org.apache.kafka.server.storage.log.FetchPartitionData;
import org.apache.kafka.storage.internals.log.FetchPartitionStatus;
import org.apache.kafka.storage.internals.log.LogOffsetMetadata;
import scala.Tuple2;
import scala.runtime.BoxedUnit;

/** A leader answers a follower: what KafkaApis does for Fetch and ListOffsets. Fetches are in no session. */
final class Serving {
  /** What an errand says that has read for a fetch, and waits until it is to count it. */
  static final Object READ = "read";

  /** The errands that have not read yet. */
  private static final ThreadLocal<Boolean> IS_READING = new ThreadLocal<>();

  private final BrokerProcess leader;

  Serving(BrokerProcess leader) {
    this.leader = leader;
  }

  /** The errand of this thread serves a fetch, and asks this for the first time. */
  static boolean isReading(Errand errand) {
    if (IS_READING.get() == null) return false;
    IS_READING.remove();
    return true;
  }

  /** ReplicaManager.fetchMessages, until it counts, or to its end. It does not wait for more records. */
  Errand fetch(Exchange exchange) {
    FetchParams params = params(exchange);
    List<Tuple2<TopicIdPartition, FetchRequest.PartitionData>> asked = new ArrayList<>();
    asked(exchange).forEach((partition, data) -> asked.add(new Tuple2<>(partition, data)));
    exchange.answer = null;
    return Errand.run(
        () -> {
          IS_READING.set(true);
          leader.replicas.fetchMessages(
              params, Scala.seq(asked), QuotaFactory.UNBOUNDED_QUOTA, handed -> take(exchange, handed));
          IS_READING.remove();
          leader.replicas.tryCompleteActions();
        });
  }

  /**
   * What a leader has read for a fetch, as it is now. Kafka keeps a view of the file. Where the file is cut before it is sent, the
   * connection breaks (FileRecords.writeTo); here, as in the model, what was read is what is sent, unless a step sends it late.
   */
  Records recordsFor(Exchange exchange) {
    try {
      return Batches.copied(
          leader
              .log(exchange.partition)
              .read(exchange.asked().fetchOffset(), exchange.mostBytes, FetchIsolation.LOG_END, true)
              .records);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A fetch that waits in the purgatory is completed: DelayedFetch reads once more, and does not count. */
  FetchResponse readAgain(Exchange exchange) {
    LinkedHashMap<TopicIdPartition, FetchPartitionStatus> waiting = new LinkedHashMap<>();
    asked(exchange)
        .forEach(
            (partition, data) ->
                waiting.put(partition, new FetchPartitionStatus(new LogOffsetMetadata(data.fetchOffset, 0, 0), data)));
    exchange.answer = null;
    Replicas.delayedFetch(
            params(exchange),
            waiting,
            leader.replicas,
            handed -> take(exchange, handed))
        .forceComplete();
    return exchange.answer;
  }

  /** Where its log ends or begins: KafkaApis.handleListOffsetRequest. */
  AbstractResponse listOffsets(ListOffsetsRequest request) {
    List<ListOffsetsTopicResponse> answers = new ArrayList<>();
    leader.replicas.fetchOffset(
        Scala.seq(request.topics()),
        Scala.emptySet(),
        IsolationLevel.READ_UNCOMMITTED,
        request.replicaId(),
        "fetcher",
        0,
        request.version(),
        (error, partition) ->
            new ListOffsetsPartitionResponse()
                .setPartitionIndex(partition.partitionIndex())
                .setErrorCode(((Errors) error).code()),
        answers::addAll,
        0);
    return new ListOffsetsResponse(new ListOffsetsResponseData().setTopics(answers));
  }

  private static FetchParams params(Exchange exchange) {
    FetchRequest request = exchange.request();
    return new FetchParams(
        request.replicaId(),
        request.replicaEpoch(),
        0,
        1,
        exchange.mostBytes,
        FetchIsolation.LOG_END,
        Optional.empty());
  }

  private static Map<TopicIdPartition, FetchRequest.PartitionData> asked(Exchange exchange) {
    return exchange.request().fetchData(Map.of(World.TOPIC_ID, Topic.NAME));
  }

  /** A response for the follower from what the replica manager hands over. */
  private static BoxedUnit take(
      Exchange exchange, scala.collection.Iterable<Tuple2<TopicIdPartition, FetchPartitionData>> handed) {
    LinkedHashMap<TopicIdPartition, FetchResponseData.PartitionData> answers = new LinkedHashMap<>();
    for (Tuple2<TopicIdPartition, FetchPartitionData> one : Scala.java(handed)) {
      FetchPartitionData data = one._2();
      FetchResponseData.PartitionData answer =
          new FetchResponseData.PartitionData()
              .setPartitionIndex(one._1().partition())
              .setErrorCode(data.error.code())
              .setHighWatermark(data.highWatermark)
              .setLogStartOffset(data.logStartOffset)
              .setRecords(exchange.read == null ? Batches.copied(data.records) : exchange.read);
      data.divergingEpoch.ifPresent(answer::setDivergingEpoch);
      exchange.view = data.records;
      answers.put(one._1(), answer);
    }
    exchange.answer = FetchResponse.of(Errors.NONE, 0, FetchMetadata.INVALID_SESSION_ID, answers, List.of());
    return BoxedUnit.UNIT;
  }
}
