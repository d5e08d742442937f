import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/** The parts of an observation that are the same in both eras. */
final class Seen {
  private Seen() {}

  static void records(ArrayNode seen, List<RecordBatch> batches) {
    for (RecordBatch batch : batches)
      for (Record record : batch) {
        byte[] value = new byte[record.valueSize()];
        record.value().get(value);
        seen.addObject().put("record", new String(value)).put("epoch", batch.partitionLeaderEpoch());
      }
  }

  static ObjectNode told(Producers producers) {
    ObjectNode seen = object();
    ArrayNode acknowledged = seen.putArray("acknowledged");
    producers.acknowledged().forEach(acknowledged::add);
    ArrayNode waiting = seen.putArray("waiting");
    producers.waiting().forEach(waiting::add);
    return seen;
  }

  /** What a consumer was given. Null: it was no step of a consumer. */
  static void read(ObjectNode seen, List<String> given) {
    if (given == null) return;
    ArrayNode read = seen.putArray("read");
    given.forEach(read::add);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
