import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import kafka.cluster.Partition;

/** What each action of the model is on Kafka's classes. The controller decides by itself. */
final class Steps {
  private interface Step {
    void take(World world, JsonNode step);
  }

  /** An administrator raises min.insync.replicas of the topic: a step for those who ask the driver themselves (B77). */
  private static final String OF_NO_MODEL = "RaiseMinIsr";

  private final Map<String, Step> steps = new LinkedHashMap<>();

  Steps() {
    clients();
    messages();
    atOnce();
    late();
    brokers();
    alterPartition();
    controller();
    processes();
    directories();
    environment();
  }

  /** The actions of the model that it can take. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(steps.keySet());
    names.remove(OF_NO_MODEL);
    return names;
  }

  void take(World world, JsonNode step) throws Refused {
    String type = step.get("action").get("type").asText();
    Step found = steps.get(type);
    if (found == null) throw new Refused(type, "the driver of Kafka's classes has no such step");
    world.read = null;
    found.take(world, step);
    world.controller.endChange();
    world.forgetFetches();
  }

  /** A step of the process of the broker with this part in it. */
  private void by(String type, String part, Step step) {
    steps.put(
        type,
        (world, asked) -> {
          world.broker(of(asked, part)).act();
          step.take(world, asked);
        });
  }

  private void clients() {
    by("Produce", "broker", (world, step) -> world.produce(of(step, "broker"), partition(step), step.get("record").asText()));
    by("RefuseProducer", "broker", (world, step) -> world.produce(of(step, "broker"), partition(step), "?"));
    by("TimeOutProducer", "broker", (world, step) -> process(world, step).producersTimer.expireOldest());
    by(
        "ConsumerFetch",
        "broker",
        (world, step) -> world.read = ConsumerFetch.from(process(world, step).replicas, partition(step)));
  }

  private void messages() {
    by("SendFetch", "follower", (world, step) -> world.exchanges.sendFetch(of(step, "follower"), partition(step)));
    by(
        "SendOffsetsForLeaderEpoch",
        "follower",
        (world, step) -> world.exchanges.truncate(of(step, "follower"), partition(step)));
    by("Serve", "leader", (world, step) -> world.exchanges.serve(asked(world, step), of(step, "records")));
    by("Count", "leader", (world, step) -> world.exchanges.count(exchange(world, step)));
    by(
        "Receive",
        "follower",
        (world, step) -> {
          world.broker(of(step, "follower")).hear(world.broker(of(step, "leader")));
          world.exchanges.receive(exchange(world, step));
        });
    by("GiveUp", "follower", (world, step) -> world.exchanges.breakOff(exchange(world, step)));
  }

  /** What the leader has been asked, if the request reaches it. */
  private static Exchange asked(World world, JsonNode step) {
    Exchange exchange = exchange(world, step);
    if (exchange.stage == Exchange.Stage.ASKED)
      world.broker(exchange.leader).hear(world.broker(exchange.follower));
    return exchange;
  }

  /** The same where a fetch is one step. */
  private void atOnce() {
    by(
        "Fetch",
        "follower",
        (world, step) -> {
          world.exchanges.sendFetch(of(step, "follower"), partition(step));
          Exchange exchange = world.exchanges.withLeader(of(step, "follower"), partition(step));
          if (exchange != null) world.exchanges.atOnce(exchange, of(step, "records"));
        });
    by("Truncate", "follower", (world, step) -> world.exchanges.truncate(of(step, "follower"), partition(step)));
  }

  /** What is late on a connection. */
  private void late() {
    by(
        "FetchSlowly",
        "follower",
        (world, step) -> world.exchanges.sendSlowly(of(step, "follower"), partition(step), of(step, "records")));
    by("SendLate", "leader", (world, step) -> world.exchanges.sendLate(exchange(world, step)));
    by(
        "ServeLate",
        "leader",
        (world, step) -> world.exchanges.late.serve(of(step, "follower"), of(step, "leader"), partition(step)));
    by(
        "CountLate",
        "leader",
        (world, step) -> world.exchanges.late.count(of(step, "follower"), of(step, "leader"), partition(step)));
  }

  private void brokers() {
    by(
        "ReplayMetadata",
        "broker",
        (world, step) -> {
          process(world, step).publish(world.controller, world.controller.changes() - of(step, "behind"));
          world.exchanges.countForNobody(of(step, "broker"));
        });
    by("CheckpointHighWatermark", "broker", (world, step) -> process(world, step).replicas.checkpointHighWatermarks());
    by("ShrinkIsr", "leader", (world, step) -> Lag.drop(led(world, step), of(step, "follower")));
    steps.put("PassLagTime", (world, step) -> Lag.pass(led(world, step), of(step, "follower")));
  }

  private void alterPartition() {
    steps.put("HandleAlterPartition", (world, step) -> handle(world, step, true));
    steps.put("LoseAlterPartition", (world, step) -> handle(world, step, false));
    by(
        "ReceiveAlterPartition",
        "leader",
        (world, step) -> {
          BrokerProcess process = world.broker(of(step, "leader")).process;
          process.alterPartitions.receive(partition(step));
          process.replicas.tryCompleteActions();
        });
  }

  private static void handle(World world, JsonNode step, boolean isAnswered) {
    AlterPartitions.Flight flight =
        world.broker(of(step, "leader")).running().alterPartitions.underWay(partition(step));
    var answer = world.controller.alterPartition(flight.request.data(), flight.request.version());
    if (isAnswered) flight.answer = answer;
  }

  private void controller() {
    by("RegisterBroker", "broker", (world, step) -> world.register(of(step, "broker")));
    steps.put("FenceBroker", (world, step) -> world.controller.fence(of(step, "broker")));
    by(
        "UnfenceBroker",
        "broker",
        (world, step) -> {
          heartbeat(world, of(step, "broker"), false);
          process(world, step).serves = true;
        });
    steps.put(
        "MoveLeader",
        (world, step) ->
            world.controller.movePreferred(Topic.NAME, World.TOPIC_ID, partition(step), of(step, "broker")));
    steps.put(OF_NO_MODEL, (world, step) -> world.controller.changeMinIsr(Topic.NAME, of(step, "minIsr")));
    steps.put("Reassign", (world, step) -> world.reassign(partition(step)));
    by(
        "ControlledShutdown",
        "broker",
        (world, step) -> {
          process(world, step).isStopping = true;
          process(world, step).replicas.beginControlledShutdown();
          heartbeat(world, of(step, "broker"), true);
        });
  }

  private static void heartbeat(World world, int broker, boolean wantsShutDown) {
    BrokerProcess process = world.broker(broker).process;
    long replayed = process.metadataOffset(world.controller);
    world.controller.heartbeat(broker, process.epoch, replayed, wantsShutDown);
  }

  private void processes() {
    steps.put("ProcessCrash", (world, step) -> world.kill(of(step, "broker")));
    steps.put(
        "MachineCrash",
        (world, step) -> {
          world.kill(of(step, "broker"));
          Disk disk = new Disk(world.broker(of(step, "broker")).directories.used());
          for (int partition = 0; partition < world.topic.partitions(); partition++)
            disk.loseFrom(partition, of(step, "kept"));
        });
    by("Stop", "broker", (world, step) -> stop(world, of(step, "broker")));
    steps.put("Start", (world, step) -> world.broker(of(step, "broker")).start());
  }

  private static void stop(World world, int broker) {
    hearOthers(world, broker);
    heartbeat(world, broker, true);
    world.stop(broker);
  }

  /** A broker is told to stop once every other broker has said in a heartbeat how much it has replayed. */
  private static void hearOthers(World world, int broker) {
    for (Broker other : world.brokers())
      if (other.id != broker && other.process != null)
        world.controller.hear(other.id, other.process.metadataOffset(world.controller));
  }

  private void directories() {
    steps.put("FailDirectory", (world, step) -> world.failDirectory(of(step, "broker")));
    by(
        "HandleDirectoriesOffline",
        "broker",
        (world, step) -> hearOfDirectories(world, step, world.controller.broker(of(step, "broker")).fenced()));
    by(
        "UnfenceWithDirectoriesOffline",
        "broker",
        (world, step) -> {
          hearOfDirectories(world, step, false);
          process(world, step).serves = true;
        });
    by(
        "AssignReplicasToDirs",
        "broker",
        (world, step) -> {
          BrokerProcess process = process(world, step);
          world.controller.assign(process.assignments.request(of(step, "broker"), process.epoch));
        });
    steps.put("RepairDirectory", (world, step) -> stopped(world, step).repair());
    steps.put("RemoveDirectory", (world, step) -> stopped(world, step).remove());
  }

  private static void hearOfDirectories(World world, JsonNode step, boolean wantsFence) {
    int broker = of(step, "broker");
    BrokerProcess process = process(world, step);
    if (process.isStopping) hearOthers(world, broker);
    world.controller.hearOfDirectories(
        broker,
        process.epoch,
        process.metadataOffset(world.controller),
        wantsFence,
        process.isStopping,
        world.broker(broker).directories.offlineIds());
  }

  /** The log directories of a broker that somebody has stopped, if it ran. */
  private static LogDirectories stopped(World world, JsonNode step) {
    int broker = of(step, "broker");
    if (world.broker(broker).process != null) world.kill(broker);
    return world.broker(broker).directories;
  }

  /** Whom a broker reaches is looked at where it matters: the schedule says when. */
  private void environment() {
    steps.put("CutOff", (world, step) -> {});
    steps.put("Reconnect", (world, step) -> {});
    steps.put("Pause", (world, step) -> world.broker(of(step, "broker")).isPaused = true);
    steps.put("WakeUp", (world, step) -> world.broker(of(step, "broker")).isPaused = false);
    steps.put("CutLink", (world, step) -> world.broker(of(step, "from")).unreachable.add(of(step, "to")));
    steps.put("MendLink", (world, step) -> world.broker(of(step, "from")).unreachable.remove(of(step, "to")));
  }

  private static Exchange exchange(World world, JsonNode step) {
    return world.exchanges.between(of(step, "follower"), of(step, "leader"), partition(step));
  }

  private static BrokerProcess process(World world, JsonNode step) {
    return world.broker(of(step, "broker")).running();
  }

  private static Partition led(World world, JsonNode step) {
    return world.broker(of(step, "leader")).running().partition(partition(step));
  }

  private static int partition(JsonNode step) {
    return step.get("action").path("partition").asInt();
  }

  private static int of(JsonNode step, String field) {
    return step.get("action").path(field).asInt();
  }
}
