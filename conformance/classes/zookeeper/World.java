import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kafka.cluster.Partition;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.requests.LeaderAndIsrRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import scala.Option;
import scala.runtime.BoxedUnit;

/** The brokers of a topic, ZooKeeper, and what is under way between them. */
final class World {
  final Topic topic;
  final Znodes znodes;
  final Exchanges exchanges = new Exchanges(this);
  final List<Producers> producers = new ArrayList<>();
  /** The size of a batch with one record, which is the same for every record. */
  final int recordSize = batch("a").sizeInBytes();

  /** What a consumer was given in the latest step. Null: it was no step of a consumer. */
  List<String> read;

  private final Map<Integer, Broker> brokers = new LinkedHashMap<>();

  /** All brokers run, are informed at leader epoch 0, and have fetched once. */
  World(Topic topic, File folder) {
    this.topic = topic;
    znodes = new Znodes(topic);
    for (int id : topic.ids()) {
      Fetchers.Connecting connecting =
          leader -> new Endpoint(request -> exchanges.listOffsets(id, leader, request));
      brokers.put(id, new Broker(topic, id, new File(folder, "broker-" + id), znodes, connecting));
      broker(id).start();
    }
    for (int partition = 0; partition < topic.partitions(); partition++) establish(partition);
  }

  Broker broker(int id) {
    Broker broker = brokers.get(id);
    if (broker == null) throw new IllegalArgumentException("there is no broker " + id);
    return broker;
  }

  List<Broker> brokers() {
    return new ArrayList<>(brokers.values());
  }

  private void establish(int partition) {
    producers.add(new Producers());
    int leader = topic.leaders.get(partition);
    for (int id : topic.ids()) becomeLeaderOrFollower(id, partition, leader, 0, topic.ids(), 0, 1);
    for (int id : topic.ids()) {
      if (id == leader) continue;
      exchanges.sendOffsetsForLeaderEpoch(id, partition);
      exchanges.sendFetch(id, partition);
      exchanges.atOnce(exchanges.withLeader(id, partition), 1);
    }
  }

  /** A producer sends a record. acks=0 has no answer; otherwise the answer may come now or later. */
  void produce(int broker, int partition, String record) {
    Producers told = producers.get(partition);
    if (topic.acks != 0) told.wait(record, broker);
    broker(broker)
        .running()
        .replicas
        .appendRecords(
            Long.MAX_VALUE,
            topic.acks,
            false,
            true,
            Scala.map(Map.of(Topic.partition(partition), batch(record))),
            answers -> {
              ProduceResponse.PartitionResponse answer = answers.head()._2();
              if (topic.acks != 0) told.answer(record, answer.error);
              return BoxedUnit.UNIT;
            },
            Option.empty(),
            ignored -> BoxedUnit.UNIT);
  }

  void becomeLeaderOrFollower(
      int broker, int partition, int leader, int leaderEpoch, List<Integer> isr, int zkVersion, int controllerEpoch) {
    LeaderAndIsrRequest.PartitionState state =
        new LeaderAndIsrRequest.PartitionState(
            controllerEpoch, leader, leaderEpoch, isr, zkVersion, topic.ids(), leaderEpoch == 0);
    Map<TopicPartition, LeaderAndIsrRequest.PartitionState> states = Map.of(Topic.partition(partition), state);
    Set<Node> leaders = Set.of(new Node(leader, "localhost", BrokerProcess.FIRST_PORT + leader));
    short version = ApiKeys.LEADER_AND_ISR.latestVersion();
    LeaderAndIsrRequest request =
        new LeaderAndIsrRequest.Builder(version, 0, controllerEpoch, states, leaders).build();
    broker(broker).running().replicas.becomeLeaderOrFollower(0, request, (led, followed) -> BoxedUnit.UNIT);
  }

  Partition partition(int broker, int partition) {
    return broker(broker).running().replicas.getPartitionOrException(Topic.partition(partition), false);
  }

  /** The process ends at once. */
  void kill(int broker) {
    processEnds(broker);
    broker(broker).running().kill();
    broker(broker).ended();
  }

  /** The process closes its logs and ends. */
  void stop(int broker) {
    processEnds(broker);
    broker(broker).running().stop();
    broker(broker).ended();
  }

  private void processEnds(int broker) {
    exchanges.processEnded(broker);
    for (Producers told : producers) told.noAnswerFrom(broker);
  }

  /** The world is given up: nothing of it goes on. */
  void close() {
    for (Broker broker : brokers())
      if (broker.process != null) kill(broker.id);
  }

  private static MemoryRecords batch(String record) {
    SimpleRecord one = new SimpleRecord(StandingClock.NOW, record.getBytes());
    return MemoryRecords.withRecords(CompressionType.NONE, one);
  }
}
