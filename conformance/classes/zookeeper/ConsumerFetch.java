import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kafka.server.FetchPartitionData;
import kafka.server.QuotaFactory;
import kafka.server.ReplicaManager;
import kafka.server.ReplicaQuota;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.IsolationLevel;
import scala.Tuple2;
import scala.collection.Seq;
import scala.runtime.BoxedUnit;

/** A consumer without a position fetches from the beginning: ReplicaManager.fetchMessages up to the high watermark, without waiting. */
final class ConsumerFetch {
  private static final int ORDINARY_CONSUMER = -1;
  private static final ReplicaQuota UNLIMITED = (ReplicaQuota) QuotaFactory.UnboundedQuota$.MODULE$;

  private final List<String> given = new ArrayList<>();
  private Errors error = Errors.UNKNOWN_SERVER_ERROR;

  private ConsumerFetch() {}

  /** The records that it is given, by name. An error, where the broker refuses it. */
  static List<String> from(ReplicaManager broker, int partition) {
    TopicPartition asked = Topic.partition(partition);
    FetchRequest.PartitionData all = new FetchRequest.PartitionData(0, -1, Integer.MAX_VALUE, Optional.empty());
    ConsumerFetch fetch = new ConsumerFetch();
    broker.fetchMessages(
        0,
        ORDINARY_CONSUMER,
        0,
        Integer.MAX_VALUE,
        false,
        Scala.seq(List.of(new Tuple2<>(asked, all))),
        UNLIMITED,
        fetch::take,
        IsolationLevel.READ_UNCOMMITTED);
    if (fetch.error != Errors.NONE) throw new IllegalStateException("a consumer is answered with " + fetch.error);
    return fetch.given;
  }

  private BoxedUnit take(Seq<Tuple2<TopicPartition, FetchPartitionData>> handed) {
    FetchPartitionData data = handed.head()._2();
    error = data.error();
    for (Record record : data.records().records()) given.add(StandardCharsets.UTF_8.decode(record.value()).toString());
    return BoxedUnit.UNIT;
  }
}
