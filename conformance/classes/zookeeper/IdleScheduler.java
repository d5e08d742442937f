import java.util.concurrent.TimeUnit;
import kafka.utils.Scheduler;
import scala.Function0;
import scala.runtime.BoxedUnit;

/** A scheduler that runs nothing: checkpoints, flushes and ISR checks are steps. */
final class IdleScheduler implements Scheduler {
  @Override
  public void startup() {}

  @Override
  public void shutdown() {}

  @Override
  public boolean isStarted() {
    return true;
  }

  @Override
  public void schedule(String name, Function0<BoxedUnit> task, long delay, long period, TimeUnit unit) {}
}
