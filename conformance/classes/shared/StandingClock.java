import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The clock of every broker. It never moves, so nothing times out. What happens after a time in Kafka is a step here. */
final class StandingClock implements Time {
  static final long NOW = 1_500_000_000_000L;

  @Override
  public long milliseconds() {
    return NOW;
  }

  @Override
  public long hiResClockMs() {
    return NOW;
  }

  @Override
  public long nanoseconds() {
    return NOW * 1_000_000;
  }

  @Override
  public void sleep(long ms) {}

  /** Only newer releases have it. */
  public void waitObject(Object object, Supplier<Boolean> condition, long deadline) {
    throw new UnsupportedOperationException("a broker waits for nobody here");
  }
}
