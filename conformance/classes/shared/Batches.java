import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Records;

/** Batches of records. */
final class Batches {
  private Batches() {}

  /** The records as they are now: Kafka's are views of the file. */
  static Records copied(Records records) {
    if (!(records instanceof FileRecords)) return records;
    try {
      ByteBuffer buffer = ByteBuffer.allocate(records.sizeInBytes());
      ((FileRecords) records).readInto(buffer, 0);
      return MemoryRecords.readableRecords(buffer);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
