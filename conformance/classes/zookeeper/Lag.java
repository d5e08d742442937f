import java.util.Collection;
import kafka.cluster.Partition;
import kafka.cluster.Replica;

/**
 * Which followers are late. The clock stands still and replica.lag.time.max.ms is -1, so every follower whose log end is not that of
 * the leader is late at any time, and nobody outside the ISR holds the high watermark back. That is what a model without a clock
 * says: a follower may be late at any time.
 */
final class Lag {
  static final long MOST = -1;

  private Lag() {}

  /** One follower leaves the ISR. Kafka drops all that are late in one write, so the other members are made punctual for it. */
  static void drop(Partition partition, int follower) {
    Collection<Replica> replicas = Scala.java(partition.inSyncReplicas());
    for (Replica replica : replicas)
      if (replica.brokerId() != follower && !replica.isLocal()) caughtUpAt(replica, StandingClock.NOW + 1);
    partition.maybeShrinkIsr(MOST);
    for (Replica replica : replicas) if (!replica.isLocal()) caughtUpAt(replica, StandingClock.NOW);
  }

  private static void caughtUpAt(Replica replica, long time) {
    replica.resetLastCaughtUpTime(0, StandingClock.NOW, time);
  }
}
