import java.util.concurrent.ScheduledFuture;
import org.apache.kafka.server.util.Scheduler;

/**
 * A scheduler that runs nothing: checkpoints, flushes and ISR checks are steps. Only the epoch cache is written at once: as the model
 * has it, what is cut is cut on disk too.
 */
final class StepScheduler implements Scheduler {
  @Override
  public void startup() {}

  @Override
  public void shutdown() {}

  @Override
  public ScheduledFuture<?> schedule(String name, Runnable task, long delay, long period) {
    if (name.startsWith("leader-epoch-cache-flush")) task.run();
    return null;
  }

  @Override
  public void resizeThreadPool(int size) {}
}
