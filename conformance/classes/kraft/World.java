import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.controller.ActiveController;
import org.apache.kafka.server.common.MetadataVersion;

/** The brokers of a topic, the controller, and what is under way between them. */
final class World {
  static final Uuid TOPIC_ID = new Uuid(7, 7);

  final Topic topic;
  final ActiveController controller;
  final Registrations registrations = new Registrations();
  final Exchanges exchanges = new Exchanges(this);
  final List<Producers> producers = new ArrayList<>();
  /** The size of a batch with one record, which is the same for every record. */
  final int recordSize = batch("a").sizeInBytes();

  /** What a consumer was given in the latest step. Null: it was no step of a consumer. */
  List<String> read;

  private final Map<Integer, Broker> brokers = new LinkedHashMap<>();
  /** How many reassignments an administrator has asked for. */
  private int asked = 0;

  /** All brokers run, are registered and unfenced, have replayed the metadata log to its end, and have fetched once. */
  World(Topic topic, File folder) {
    this.topic = topic;
    controller = new ActiveController(settings(topic), features(topic));
    for (int id : topic.ids()) {
      Fetchers.Connecting connecting =
          leader -> new Endpoint(leader, request -> exchanges.listOffsets(id, leader.id(), request));
      brokers.put(id, new Broker(topic, id, new File(folder, "broker-" + id), connecting));
      broker(id).start();
      register(id);
      controller.heartbeat(id, broker(id).process.epoch, Long.MAX_VALUE, false);
      broker(id).process.serves = true;
    }
    controller.write(new TopicRecord().setName(Topic.NAME).setTopicId(TOPIC_ID));
    for (int partition = 0; partition < topic.partitions(); partition++) controller.write(partition(partition));
    controller.endChange();
    for (Broker broker : brokers()) broker.process.publish(controller, controller.changes());
    for (int partition = 0; partition < topic.partitions(); partition++) establish(partition);
    forgetFetches();
  }

  private static Map<String, Object> settings(Topic topic) {
    return Map.of(
        "min.insync.replicas", "" + topic.minIsr, "unclean.leader.election.enable", "" + topic.uncleanElection);
  }

  private static List<ApiMessage> features(Topic topic) {
    List<ApiMessage> levels = new ArrayList<>();
    levels.add(level(MetadataVersion.FEATURE_NAME, MetadataVersion.latestProduction().featureLevel()));
    if (topic.elr) levels.add(level("eligible.leader.replicas.version", (short) 1));
    return levels;
  }

  private static FeatureLevelRecord level(String name, short level) {
    return new FeatureLevelRecord().setName(name).setFeatureLevel(level);
  }

  private PartitionRecord partition(int number) {
    List<Integer> replicas = topic.replicas(number);
    return new PartitionRecord()
        .setTopicId(TOPIC_ID)
        .setPartitionId(number)
        .setReplicas(replicas)
        .setDirectories(replicas.stream().map(id -> LogDirectories.id(id, 0)).toList())
        .setIsr(topic.isMoving() ? replicas.stream().sorted().toList() : topic.ids())
        .setLeader(topic.leaders.get(number))
        .setLeaderEpoch(0)
        .setPartitionEpoch(0);
  }

  private void establish(int partition) {
    producers.add(new Producers());
    for (int id : topic.replicas(partition)) {
      if (id == topic.leaders.get(partition)) continue;
      exchanges.truncate(id, partition);
      exchanges.sendFetch(id, partition);
      exchanges.atOnce(exchanges.withLeader(id, partition), 1);
    }
  }

  /** Where there is a clock, what leaders know of the time of fetches is forgotten after each step. */
  void forgetFetches() {
    if (!topic.lagClock) return;
    for (Broker broker : brokers())
      for (int number = 0; broker.process != null && number < topic.partitions(); number++)
        if (broker.process.partition(number) != null) Lag.forgetFetches(broker.process.partition(number));
  }

  Broker broker(int id) {
    Broker broker = brokers.get(id);
    if (broker == null) throw new IllegalArgumentException("there is no broker " + id);
    return broker;
  }

  List<Broker> brokers() {
    return new ArrayList<>(brokers.values());
  }

  void register(int id) {
    BrokerProcess process = broker(id).running();
    process.epoch = registrations.register(controller, id, process.epochBefore, broker(id).directories.onlineIds());
  }

  /** An administrator asks for the next replicas. */
  void reassign(int partition) {
    controller.reassign(Topic.NAME, partition, topic.moves.get(asked++));
  }

  /** A producer sends a record. acks=0 has no answer; otherwise the answer may come now or later. */
  void produce(int broker, int partition, String record) {
    Producers told = producers.get(partition);
    if (topic.acks != 0) told.wait(record, broker);
    BrokerProcess process = broker(broker).running();
    TopicIdPartition to = new TopicIdPartition(TOPIC_ID, Topic.partition(partition));
    Replicas.append(
        process.replicas,
        topic.acks,
        to,
        batch(record),
        answer -> {
          if (topic.acks != 0) told.answer(record, answer.error);
        });
    process.replicas.tryCompleteActions();
  }

  /** LogDirFailureHandler: the directory of its replicas. What it was asked is not answered, what it has asked is of no use. */
  void failDirectory(int id) {
    Broker broker = broker(id);
    String path = broker.directories.used().getAbsolutePath();
    broker.directories.fail();
    if (broker.process == null) return;
    broker.process.replicas.handleLogDirFailure(path, true);
    processEnds(id);
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
    for (Broker broker : brokers()) if (broker.process != null) kill(broker.id);
  }

  private static MemoryRecords batch(String record) {
    return MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(StandingClock.NOW, record.getBytes()));
  }
}
