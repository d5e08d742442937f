package org.apache.kafka.controller;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/** The clock of the controller: it moves where a session ends. */
final class SessionClock implements Time {
  private long ns = 1_500_000_000_000_000_000L;

  void pass(long moreNs) {
    ns += moreNs;
  }

  @Override
  public long milliseconds() {
    return ns / 1_000_000;
  }

  @Override
  public long nanoseconds() {
    return ns;
  }

  @Override
  public void sleep(long ms) {}

  @Override
  public void waitObject(Object object, Supplier<Boolean> condition, long deadline) {
    throw new UnsupportedOperationException("the controller waits for nobody here");
  }
}
