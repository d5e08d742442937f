import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.kafka.common.network.TransferableChannel;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Records;

/** The far end of a connection: it keeps what Kafka writes to it. */
final class Socket implements TransferableChannel {
  private final ByteArrayOutputStream got = new ByteArrayOutputStream();

  /** The bytes that Kafka sends for these records if it sends them now. */
  static Records sent(Records records) {
    if (!(records instanceof FileRecords)) throw new IllegalStateException("there are no records of a file to send");
    Socket socket = new Socket();
    try {
      int sent = ((FileRecords) records).writeTo(socket, 0, records.sizeInBytes());
      if (sent != records.sizeInBytes()) throw new IllegalStateException("only " + sent + " bytes were sent");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return MemoryRecords.readableRecords(ByteBuffer.wrap(socket.got.toByteArray()));
  }

  @Override
  public boolean hasPendingWrites() {
    return false;
  }

  @Override
  public long transferFrom(FileChannel file, long position, long count) throws IOException {
    return file.transferTo(position, count, this);
  }

  @Override
  public int write(ByteBuffer bytes) {
    byte[] taken = new byte[bytes.remaining()];
    bytes.get(taken);
    got.writeBytes(taken);
    return taken.length;
  }

  @Override
  public long write(ByteBuffer[] several, int from, int count) {
    long sum = 0;
    for (int place = from; place < from + count; place++) sum += write(several[place]);
    return sum;
  }

  @Override
  public long write(ByteBuffer[] several) {
    return write(several, 0, several.length);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
