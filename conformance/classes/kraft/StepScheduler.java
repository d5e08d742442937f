import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.server.util.Scheduler;

/**
 * A scheduler that runs nothing: checkpoints, flushes and ISR checks are steps. Only two small files are written at once, which
 * Kafka writes as soon as a thread is free: the epoch cache, because what is cut is cut on disk too in the model; and partition.metadata.
 */
final class StepScheduler implements Scheduler {
  private static final List<String> AT_ONCE = List.of("leader-epoch-cache-flush", "flush-metadata-file");

  @Override
  public void startup() {}

  @Override
  public void shutdown() {}

  @Override
  public ScheduledFuture<?> schedule(String name, Runnable task, long delay, long period) {
    if (AT_ONCE.stream().anyMatch(name::startsWith)) task.run();
    return new Unscheduled();
  }

  @Override
  public void resizeThreadPool(int size) {}

  /** What stands for a task that is never run: a log cancels its own when it is closed. */
  private static final class Unscheduled extends CompletableFuture<Object> implements ScheduledFuture<Object> {
    @Override
    public long getDelay(TimeUnit unit) {
      return Long.MAX_VALUE;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
