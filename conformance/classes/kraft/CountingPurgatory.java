import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.server.purgatory.DelayedOperation;
import org.apache.kafka.server.purgatory.DelayedOperationPurgatory;

/**
 * The purgatory of DeleteRecords, in which nothing ever waits. Partition.updateFollowerFetchState begins with a look at how many do,
 * when the read for a fetch is over, and the lock of it free: an errand that serves a fetch waits there until it is to count it.
 */
final class CountingPurgatory<T extends DelayedOperation> extends DelayedOperationPurgatory<T> {
  CountingPurgatory(int broker) {
    super("DeleteRecords", new HandTimer(), broker, 1000, false, true);
  }

  @Override
  public int numDelayed() {
    Errand errand = Errand.running();
    if (errand != null && Serving.isReading(errand)) waitIn(errand);
    return super.numDelayed();
  }

  private static void waitIn(Errand errand) {
    try {
      errand.send(Serving.READ);
    } catch (IOException ended) {
      throw new UncheckedIOException("the process has ended", ended);
    }
  }
}
