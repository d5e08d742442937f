import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import kafka.cluster.Partition;
import org.apache.kafka.server.replica.Replica;
import org.apache.kafka.server.replica.ReplicaState;

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
    List<Replica> others = new ArrayList<>();
    for (Replica replica : Scala.java(partition.remoteReplicas())) if (replica.brokerId() != follower) others.add(replica);
    for (Replica replica : others) caughtUpAt(replica, StandingClock.NOW + 1);
    partition.maybeShrinkIsr();
    for (Replica replica : others) caughtUpAt(replica, StandingClock.NOW);
  }

  @SuppressWarnings("unchecked")
  private static void caughtUpAt(Replica replica, long time) {
    try {
      Field field = Replica.class.getDeclaredField("replicaState");
      field.setAccessible(true);
      ((AtomicReference<ReplicaState>) field.get(replica)).updateAndGet(state -> withCaughtUp(state, time));
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Kafka has no Replica.replicaState", missing);
    }
  }

  private static ReplicaState withCaughtUp(ReplicaState state, long time) {
    return new ReplicaState(
        state.logStartOffset(),
        state.logEndOffsetMetadata(),
        state.lastFetchLeaderLogEndOffset(),
        state.lastFetchTimeMs(),
        time,
        state.brokerEpoch());
  }
}
