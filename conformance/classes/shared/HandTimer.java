import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.server.purgatory.DelayedOperation;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;

/** The timer of a purgatory. An operation expires only where a step says so. */
final class HandTimer implements Timer {
  private final Deque<DelayedOperation> waiting = new ArrayDeque<>();

  @Override
  public void add(TimerTask task) {
    if (task instanceof DelayedOperation) waiting.add((DelayedOperation) task);
  }

  /** The operation that has waited longest expires. */
  void expireOldest() {
    while (!waiting.isEmpty() && waiting.peek().isCompleted()) waiting.remove();
    if (waiting.isEmpty()) throw new IllegalStateException("nothing waits in this purgatory");
    waiting.remove().run();
  }

  @Override
  public boolean advanceClock(long timeoutMs) {
    return false;
  }

  @Override
  public int size() {
    return waiting.size();
  }

  /** The end of a timer in KRaft's releases. */
  public void close() {}

  /** The same in ZooKeeper's. */
  public void shutdown() {}
}
