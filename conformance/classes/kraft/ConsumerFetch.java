import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kafka.server.QuotaFactory;
import kafka.server.ReplicaManager;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.server.storage.log.FetchIsolation;
import org.apache.kafka.server.storage.log.FetchParams;
import org.apache.kafka.server.storage.log.FetchPartitionData;
import scala.Tuple2;
import scala.runtime.BoxedUnit;

/** A consumer without a position fetches from the beginning: ReplicaManager.fetchMessages up to the high watermark, without waiting. */
final class ConsumerFetch {
  private static final int ORDINARY_CONSUMER = FetchRequest.CONSUMER_REPLICA_ID;

  private final List<String> given = new ArrayList<>();
  private Errors error = Errors.UNKNOWN_SERVER_ERROR;

  private ConsumerFetch() {}

  /** The records that it is given, by name. An error, where the broker refuses it. */
  static List<String> from(ReplicaManager broker, int partition) {
    TopicIdPartition asked = new TopicIdPartition(World.TOPIC_ID, Topic.partition(partition));
    FetchRequest.PartitionData all =
        new FetchRequest.PartitionData(World.TOPIC_ID, 0, -1, Integer.MAX_VALUE, Optional.empty());
    FetchParams params =
        new FetchParams(
            ORDINARY_CONSUMER, -1, 0, 0, Integer.MAX_VALUE, FetchIsolation.HIGH_WATERMARK, Optional.empty());
    ConsumerFetch fetch = new ConsumerFetch();
    broker.fetchMessages(
        params, Scala.seq(List.of(new Tuple2<>(asked, all))), QuotaFactory.UNBOUNDED_QUOTA, fetch::take);
    if (fetch.error != Errors.NONE) throw new IllegalStateException("a consumer is answered with " + fetch.error);
    return fetch.given;
  }

  private BoxedUnit take(scala.collection.Iterable<Tuple2<TopicIdPartition, FetchPartitionData>> handed) {
    FetchPartitionData data = handed.head()._2();
    error = data.error;
    for (Record record : data.records.records()) given.add(StandardCharsets.UTF_8.decode(record.value()).toString());
    return BoxedUnit.UNIT;
  }
}
