import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import kafka.cluster.Partition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.server.PartitionFetchState;
import org.apache.kafka.storage.internals.log.LogSegment;
import org.apache.kafka.storage.internals.log.UnifiedLog;

/** What there is to be seen of a world: the observation of conformance/observation.ts. */
final class Observer {
  private final World world;
  private final Agreed agreed;

  Observer(World world) {
    this.world = world;
    agreed = new Agreed(world);
  }

  ObjectNode observation() {
    ObjectNode seen = Seen.object();
    ArrayNode brokers = seen.putArray("brokers");
    for (Broker broker : world.brokers()) brokers.add(broker(broker));
    seen.set("controller", agreed.controller());
    ArrayNode producers = seen.putArray("producers");
    for (Producers told : world.producers) producers.add(Seen.told(told));
    Seen.read(seen, world.read);
    return seen;
  }

  private ObjectNode broker(Broker broker) {
    ObjectNode seen = Seen.object();
    seen.put("id", broker.id);
    seen.put("running", broker.process != null);
    if (broker.process != null)
      seen.put("brokerEpoch", world.registrations.rank(broker.id, broker.process.epoch));
    ArrayNode replicas = seen.putArray("replicas");
    for (int partition = 0; partition < world.topic.partitions(); partition++) {
      ObjectNode replica = replicas.addObject();
      Disk disk = new Disk(broker.directories.used());
      replica.put("checkpointedHighWatermark", disk.checkpoint("replication-offset-checkpoint", partition));
      UnifiedLog log = broker.process == null ? null : broker.process.log(partition);
      if (log == null) Seen.records(replica.putArray("log"), disk.batches(partition));
      else log(replica, log);
      if (log != null && world.topic.directories > 1)
        replica.put("directory", broker.directories.numberOf(log.parentDirFile()));
      if (broker.process != null) running(replica, broker, partition);
      ArrayNode exchanges = replica.putArray("exchanges");
      for (Exchange exchange : world.exchanges.of(broker.id, partition)) exchanges.add(exchange(exchange));
    }
    return seen;
  }

  private static void log(ObjectNode seen, UnifiedLog log) {
    List<RecordBatch> batches = new ArrayList<>();
    for (LogSegment segment : log.logSegments()) for (RecordBatch batch : segment.log().batches()) batches.add(batch);
    Seen.records(seen.putArray("log"), batches);
    seen.put("logEndOffset", log.logEndOffset());
    ArrayNode epochs = seen.putArray("epochCache");
    Replicas.epochs(log).forEach((epoch, start) -> epochs.addObject().put("epoch", epoch).put("startOffset", start));
  }

  private void running(ObjectNode seen, Broker broker, int number) {
    agreed.replayed(seen, broker, number);
    agreed.alterPartition(seen, broker, number);
    Partition partition = broker.process.partition(number);
    if (partition == null || partition.leaderReplicaIdOpt().isEmpty() || broker.process.log(number) == null) {
      seen.put("role", "none");
      return;
    }
    int leader = (Integer) partition.leaderReplicaIdOpt().get();
    seen.put("role", leader == broker.id ? "leader" : "follower");
    seen.put("leader", leader);
    seen.put("leaderEpoch", partition.getLeaderEpoch());
    seen.put("highWatermark", broker.process.log(number).highWatermark());
    seen.set("fetcher", fetcher(broker.process, number));
    if (leader == broker.id) leading(seen, broker.id, number, partition);
  }

  private void leading(ObjectNode seen, int self, int number, Partition partition) {
    ids(seen.putArray("isr"), Replicas.isr(partition));
    ids(seen.putArray("maximalIsr"), Replicas.maximalIsr(partition));
    seen.put("isrIsPending", partition.partitionState().isInflight());
    seen.put("partitionEpoch", agreed.rank(number, partition.getPartitionEpoch()));
    if (world.topic.lagClock) ids(seen.putArray("caughtUp"), Lag.caughtUp(partition));
    ArrayNode ends = seen.putArray("remoteLogEnds");
    ArrayNode epochs = seen.putArray("remoteBrokerEpochs");
    for (int id : world.topic.ids()) {
      if (id == self) continue;
      if (partition.getReplica(id).isEmpty()) {
        ends.addObject().put("broker", id).put("logEndOffset", -1);
        epochs.addObject().put("broker", id).put("brokerEpoch", -2);
        continue;
      }
      var state = partition.getReplica(id).get().stateSnapshot();
      ends.addObject().put("broker", id).put("logEndOffset", state.logEndOffset());
      int epoch = state.brokerEpoch().isEmpty() ? -2 : world.registrations.rank(id, state.brokerEpoch().get());
      epochs.addObject().put("broker", id).put("brokerEpoch", epoch);
    }
  }

  /** Null: no thread fetches this partition. */
  private static ObjectNode fetcher(BrokerProcess process, int partition) {
    for (int leader : process.fetchers.leaders()) {
      PartitionFetchState state = process.fetchers.state(leader, partition);
      if (state == null) continue;
      ObjectNode seen = Seen.object();
      seen.put("state", state.isTruncating() ? "truncating" : "fetching");
      seen.put("leader", leader);
      seen.put("leaderEpoch", state.currentLeaderEpoch());
      if (!state.isTruncating()) seen.put("fetchOffset", state.fetchOffset());
      return seen;
    }
    return null;
  }

  /** What a leader has read, and not counted yet, is on the stack of its thread: nobody sees it. */
  private static ObjectNode exchange(Exchange exchange) {
    ObjectNode seen = Seen.object();
    seen.put("leader", exchange.leader);
    seen.put("api", "Fetch");
    seen.put("stage", exchange.stage.name().toLowerCase());
    seen.put("leaderEpoch", exchange.asked().currentLeaderEpoch());
    seen.put("fetchOffset", exchange.asked().fetchOffset());
    if (exchange.stage == Exchange.Stage.ANSWERED) answer(seen, exchange);
    return seen;
  }

  private static void answer(ObjectNode seen, Exchange exchange) {
    var answered = exchange.answered();
    seen.put("error", exchange.error().name());
    if (exchange.error() != Errors.NONE) return;
    seen.put("highWatermark", answered.highWatermark());
    if (FetchResponse.isDivergingEpoch(answered))
      seen.put("epoch", answered.divergingEpoch().epoch()).put("endOffset", answered.divergingEpoch().endOffset());
    List<RecordBatch> batches = new ArrayList<>();
    for (RecordBatch batch : ((Records) answered.records()).batches()) batches.add(batch);
    Seen.records(seen.putArray("records"), batches);
  }

  static void ids(ArrayNode seen, Collection<Integer> ids) {
    new TreeSet<>(ids).forEach(seen::add);
  }
}
