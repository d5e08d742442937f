import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import kafka.cluster.Partition;
import org.apache.kafka.server.replica.Replica;
import org.apache.kafka.server.replica.ReplicaState;

/**
 * Which followers are late. The clock of a broker stands still.
 *
 * Where a model has no clock, replica.lag.time.max.ms is -1: every follower whose log end is not that of the leader is late at any time, and
 * nobody outside the ISR holds the high watermark back. Where it has one, that time passes for a follower is a step: then it was
 * last caught up long ago. It is caught up again by a fetch from the leader's log end, and not, as of its fetch before, from where
 * that was then: the model leaves this out, so the time of the last fetch is forgotten.
 */
final class Lag {
  private static final long LONG_AGO = 0;

  private Lag() {}

  /** replica.lag.time.max.ms */
  static long most(Topic topic) {
    return topic.lagClock ? 30_000 : -1;
  }

  /** One follower leaves the ISR. Kafka drops all that are late in one write, so the other members are made punctual for it. */
  static void drop(Partition partition, int follower) {
    Map<Replica, ReplicaState> before = new LinkedHashMap<>();
    for (Replica replica : Scala.java(partition.remoteReplicas()))
      if (replica.brokerId() != follower) before.put(replica, replica.stateSnapshot());
    before.forEach((replica, state) -> stateOf(replica).set(at(state, state.lastFetchTimeMs(), StandingClock.NOW + 1)));
    partition.maybeShrinkIsr();
    before.forEach((replica, state) -> stateOf(replica).set(state));
  }

  /** replica.lag.time.max.ms has passed since a follower was caught up. */
  static void pass(Partition partition, int follower) {
    Replica replica = partition.getReplica(follower).get();
    stateOf(replica).updateAndGet(state -> at(state, LONG_AGO, LONG_AGO));
  }

  /** When its followers have fetched is forgotten. */
  static void forgetFetches(Partition partition) {
    for (Replica replica : Scala.java(partition.remoteReplicas()))
      stateOf(replica).updateAndGet(state -> at(state, LONG_AGO, state.lastCaughtUpTimeMs()));
  }

  /** The followers that were caught up within replica.lag.time.max.ms. */
  static List<Integer> caughtUp(Partition partition) {
    List<Integer> found = new ArrayList<>();
    for (Replica replica : Scala.java(partition.remoteReplicas()))
      if (replica.stateSnapshot().lastCaughtUpTimeMs() > LONG_AGO) found.add(replica.brokerId());
    return found;
  }

  @SuppressWarnings("unchecked")
  private static AtomicReference<ReplicaState> stateOf(Replica replica) {
    try {
      Field field = Replica.class.getDeclaredField("replicaState");
      field.setAccessible(true);
      return (AtomicReference<ReplicaState>) field.get(replica);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Kafka has no Replica.replicaState", missing);
    }
  }

  private static ReplicaState at(ReplicaState state, long fetched, long caughtUp) {
    return new ReplicaState(
        state.logStartOffset(),
        state.logEndOffsetMetadata(),
        state.lastFetchLeaderLogEndOffset(),
        fetched,
        caughtUp,
        state.brokerEpoch());
  }
}
