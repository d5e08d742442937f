import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kafka.api.LeaderAndIsr;
import kafka.cluster.Partition;
import kafka.cluster.Replica;
import kafka.log.Log;
import kafka.log.LogSegment;
import kafka.server.PartitionFetchState;
import kafka.server.epoch.EpochEntry;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.Records;
import org.apache.kafka.common.requests.EpochEndOffset;
import org.apache.kafka.common.requests.FetchResponse;
import scala.Option;

/** What there is to be seen of a world: the observation of conformance/observation.ts. */
final class Observer {
  private final World world;

  Observer(World world) {
    this.world = world;
  }

  ObjectNode observation() {
    ObjectNode seen = Seen.object();
    ArrayNode brokers = seen.putArray("brokers");
    for (Broker broker : world.brokers()) brokers.add(broker(broker));
    ArrayNode zookeeper = seen.putArray("zookeeper");
    ArrayNode producers = seen.putArray("producers");
    for (int partition = 0; partition < world.topic.partitions(); partition++) {
      zookeeper.add(znode(world.znodes.state(partition).leaderAndIsr()));
      producers.add(Seen.told(world.producers.get(partition)));
    }
    Seen.read(seen, world.read);
    return seen;
  }

  private ObjectNode broker(Broker broker) {
    ObjectNode seen = Seen.object();
    seen.put("id", broker.id);
    seen.put("running", broker.process != null);
    ArrayNode replicas = seen.putArray("replicas");
    for (int partition = 0; partition < world.topic.partitions(); partition++) {
      ObjectNode replica = replicas.addObject();
      Disk disk = new Disk(broker.folder);
      replica.put("checkpointedHighWatermark", disk.checkpoint("replication-offset-checkpoint", partition));
      if (broker.process == null) Seen.records(replica.putArray("log"), disk.batches(partition));
      else running(replica, broker, partition);
      ArrayNode exchanges = replica.putArray("exchanges");
      for (Exchange exchange : world.exchanges.of(broker.id, partition)) exchanges.add(exchange(exchange));
    }
    return seen;
  }

  private void running(ObjectNode seen, Broker broker, int partition) {
    Option<Log> found = broker.process.log(partition);
    if (found.isDefined()) log(seen, found.get());
    Option<Partition> known = broker.process.replicas.getPartition(Topic.partition(partition));
    if (known.isEmpty() || known.get().leaderReplicaIdOpt().isEmpty()) seen.put("role", "none");
    else replica(seen, broker, partition, known.get());
  }

  private static void log(ObjectNode seen, Log log) {
    List<RecordBatch> batches = new ArrayList<>();
    for (LogSegment segment : Scala.java(log.logSegments()))
      for (RecordBatch batch : segment.log().batches()) batches.add(batch);
    Seen.records(seen.putArray("log"), batches);
    seen.put("logEndOffset", log.logEndOffset());
    ArrayNode epochs = seen.putArray("epochCache");
    for (EpochEntry entry : Scala.java(log.leaderEpochCache().get().epochEntries()))
      epochs.addObject().put("epoch", entry.epoch()).put("startOffset", entry.startOffset());
  }

  private static void replica(ObjectNode seen, Broker broker, int number, Partition partition) {
    int leader = (Integer) partition.leaderReplicaIdOpt().get();
    seen.put("role", leader == broker.id ? "leader" : "follower");
    seen.put("leader", leader);
    seen.put("leaderEpoch", partition.getLeaderEpoch());
    seen.put("highWatermark", partition.localReplica().get().highWatermark().messageOffset());
    seen.set("fetcher", fetcher(broker.process, number));
    if (leader != broker.id) return;
    List<Replica> others = new ArrayList<>(Scala.java(partition.assignedReplicas()));
    others.sort(Comparator.comparingInt(Replica::brokerId));
    ArrayNode isr = seen.putArray("isr");
    ArrayNode ends = seen.putArray("remoteLogEnds");
    for (Replica replica : others) {
      if (partition.inSyncReplicas().contains(replica)) isr.add(replica.brokerId());
      if (replica.brokerId() == broker.id) continue;
      ObjectNode end = ends.addObject();
      end.put("broker", replica.brokerId());
      end.put("logEndOffset", replica.logEndOffset().messageOffset());
    }
  }

  /** Null: no thread fetches this partition. */
  private static ObjectNode fetcher(BrokerProcess process, int partition) {
    List<Integer> leaders = new ArrayList<>(process.fetchers.leaders());
    for (int leader : leaders) {
      PartitionFetchState state = process.fetchers.state(leader, partition);
      if (state == null) continue;
      boolean isTruncating = state.isTruncating();
      ObjectNode seen = Seen.object();
      seen.put("state", isTruncating ? "truncating" : "fetching");
      seen.put("leader", leader);
      seen.put("leaderEpoch", state.currentLeaderEpoch());
      if (!isTruncating) seen.put("fetchOffset", state.fetchOffset());
      return seen;
    }
    return null;
  }

  private static ObjectNode exchange(Exchange exchange) {
    ObjectNode seen = Seen.object();
    seen.put("leader", exchange.leader);
    seen.put("api", exchange.isFetch() ? "Fetch" : "OffsetsForLeaderEpoch");
    seen.put("stage", exchange.stage.name().toLowerCase());
    if (exchange.isFetch()) fetch(seen, exchange);
    else epoch(seen, exchange);
    return seen;
  }

  private static void fetch(ObjectNode seen, Exchange exchange) {
    seen.put("leaderEpoch", exchange.fetch().currentLeaderEpoch.get());
    seen.put("fetchOffset", exchange.fetch().fetchOffset);
    if (exchange.stage == Exchange.Stage.READ) {
      answer(seen, exchange.read.error(), exchange.read.highWatermark(), exchange.read.info().records());
    } else if (exchange.stage == Exchange.Stage.ANSWERED) {
      FetchResponse.PartitionData<?> fetched = exchange.fetched();
      answer(seen, fetched.error, fetched.highWatermark, (Records) fetched.records);
    }
  }

  private static void answer(ObjectNode seen, Errors error, long highWatermark, Records records) {
    seen.put("error", error.name());
    if (error != Errors.NONE) return;
    seen.put("highWatermark", highWatermark);
    List<RecordBatch> batches = new ArrayList<>();
    for (RecordBatch batch : records.batches()) batches.add(batch);
    Seen.records(seen.putArray("records"), batches);
  }

  private static void epoch(ObjectNode seen, Exchange exchange) {
    seen.put("leaderEpoch", exchange.epoch().currentLeaderEpoch.get());
    if (exchange.stage == Exchange.Stage.ASKED) {
      seen.put("epoch", exchange.epoch().leaderEpoch);
      return;
    }
    EpochEndOffset end = exchange.epochEnd();
    seen.put("error", end.error().name());
    if (end.error() == Errors.NONE) seen.put("epoch", end.leaderEpoch()).put("endOffset", end.endOffset());
  }

  private static ObjectNode znode(LeaderAndIsr state) {
    ObjectNode seen = Seen.object();
    seen.put("leader", state.leader());
    seen.put("leaderEpoch", state.leaderEpoch());
    List<Integer> members = new ArrayList<>();
    for (Object member : Scala.java(state.isr())) members.add((Integer) member);
    members.sort(null);
    ArrayNode isr = seen.putArray("isr");
    members.forEach(isr::add);
    return seen;
  }
}
