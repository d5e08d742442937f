import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each action of the model is on Kafka's classes. */
final class Steps {
  private interface Step {
    void take(World world, JsonNode step);
  }

  private final Map<String, Step> steps = new LinkedHashMap<>();

  Steps() {
    clients();
    messages();
    atOnce();
    brokers();
    processes();
    environment();
    ofTheController();
  }

  Set<String> names() {
    return steps.keySet();
  }

  void take(World world, JsonNode step) throws Refused {
    String type = step.get("action").get("type").asText();
    Step found = steps.get(type);
    if (found == null) throw new Refused(type, "the driver of Kafka's classes has no such step");
    world.read = null;
    write(world, step);
    found.take(world, step);
  }

  /** What the controller has written in this step. */
  private static void write(World world, JsonNode step) {
    JsonNode written = step.get("written");
    if (written == null) return;
    for (JsonNode znode : written)
      world.znodes.decide(
          znode.get("partition").asInt(),
          znode.get("leader").asInt(),
          znode.get("leaderEpoch").asInt(),
          ids(znode.get("isr")),
          znode.get("controllerEpoch").asInt());
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
    by(
        "TimeOutProducer",
        "broker",
        (world, step) -> world.broker(of(step, "broker")).running().producersTimer.expireOldest());
    by(
        "ConsumerFetch",
        "broker",
        (world, step) -> world.read = ConsumerFetch.from(world.broker(of(step, "broker")).running().replicas, partition(step)));
  }

  private void messages() {
    by("SendFetch", "follower", (world, step) -> world.exchanges.sendFetch(of(step, "follower"), partition(step)));
    by(
        "SendOffsetsForLeaderEpoch",
        "follower",
        (world, step) -> world.exchanges.sendOffsetsForLeaderEpoch(of(step, "follower"), partition(step)));
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

  /** The same where a fetch, or a truncation, is one step. */
  private void atOnce() {
    by(
        "Fetch",
        "follower",
        (world, step) -> {
          world.exchanges.sendFetch(of(step, "follower"), partition(step));
          finish(world, step, of(step, "records"));
        });
    by(
        "Truncate",
        "follower",
        (world, step) -> {
          world.exchanges.sendOffsetsForLeaderEpoch(of(step, "follower"), partition(step));
          finish(world, step, 1);
        });
  }

  private static void finish(World world, JsonNode step, int records) {
    int follower = of(step, "follower");
    if (world.exchanges.hasWithLeader(follower, partition(step)))
      world.exchanges.atOnce(world.exchanges.withLeader(follower, partition(step)), records);
  }

  private void brokers() {
    by("HandleLeaderAndIsr", "broker", (world, step) -> handle(world, of(step, "broker"), step.get("request")));
    by("LoseAnswer", "broker", (world, step) -> handle(world, of(step, "broker"), step.get("request")));
    steps.put("LoseRequest", (world, step) -> {});
    by(
        "CheckpointHighWatermark",
        "broker",
        (world, step) -> world.broker(of(step, "broker")).running().replicas.checkpointHighWatermarks());
    by(
        "ShrinkIsr",
        "leader",
        (world, step) -> Lag.drop(world.partition(of(step, "leader"), partition(step)), of(step, "follower")));
  }

  private static void handle(World world, int broker, JsonNode request) {
    world.broker(broker).hearController();
    int partition = request.get("partition").asInt();
    int current = world.znodes.version(partition);
    world.becomeLeaderOrFollower(
        broker,
        partition,
        request.get("leader").asInt(),
        request.get("leaderEpoch").asInt(),
        ids(request.get("isr")),
        request.get("zkVersionIsCurrent").asBoolean() ? current : Math.max(0, current - 1),
        request.get("controllerEpoch").asInt());
  }

  private void processes() {
    steps.put("ProcessCrash", (world, step) -> world.kill(of(step, "broker")));
    steps.put(
        "MachineCrash",
        (world, step) -> {
          world.kill(of(step, "broker"));
          Disk disk = new Disk(world.broker(of(step, "broker")).folder);
          for (int partition = 0; partition < world.topic.partitions(); partition++)
            disk.loseFrom(partition, of(step, "kept"));
        });
    by("Stop", "broker", (world, step) -> stopAsAgreed(world, of(step, "broker")));
    by("StopUnasked", "broker", (world, step) -> world.stop(of(step, "broker")));
    steps.put("Start", (world, step) -> world.broker(of(step, "broker")).start());
  }

  /** KafkaServer.shutdown asks the controller first. */
  private static void stopAsAgreed(World world, int broker) {
    if (!world.broker(broker).running().isShuttingDown.get())
      throw new IllegalStateException("the controller has not been asked whether broker " + broker + " may stop");
    world.stop(broker);
  }

  private void environment() {
    steps.put("CutOff", (world, step) -> reached(world, step, false, false));
    steps.put("CutOffZooKeeper", (world, step) -> world.broker(of(step, "broker")).isCutOff = true);
    steps.put("CutOffController", (world, step) -> world.broker(of(step, "broker")).isOutOfReach = true);
    steps.put("Reconnect", (world, step) -> reached(world, step, true, true));
    steps.put("ReachAgain", (world, step) -> world.broker(of(step, "broker")).isOutOfReach = false);
    steps.put("Pause", (world, step) -> world.broker(of(step, "broker")).isPaused = true);
    steps.put("WakeUp", (world, step) -> world.broker(of(step, "broker")).isPaused = false);
    steps.put("CutLink", (world, step) -> world.broker(of(step, "from")).unreachable.add(of(step, "to")));
    steps.put("MendLink", (world, step) -> world.broker(of(step, "from")).unreachable.remove(of(step, "to")));
  }

  private static void reached(World world, JsonNode step, boolean byZooKeeper, boolean byController) {
    Broker broker = world.broker(of(step, "broker"));
    broker.isCutOff = !byZooKeeper;
    broker.isOutOfReach = !byController;
  }

  /** The model decides as the controller. What it writes is written before the step; of a controlled shutdown the broker knows. */
  private void ofTheController() {
    for (String type : List.of("BrokerFailure", "BrokerStartup", "BrokerBounce", "MoveLeader", "ControllerFailover"))
      steps.put(type, (world, step) -> {});
    steps.put(
        "ControlledShutdown",
        (world, step) -> world.broker(of(step, "broker")).running().isShuttingDown.set(true));
  }

  private static Exchange exchange(World world, JsonNode step) {
    return world.exchanges.between(of(step, "follower"), of(step, "leader"), partition(step));
  }

  private static int partition(JsonNode step) {
    return of(step, "partition");
  }

  private static int of(JsonNode step, String field) {
    return step.get("action").get(field).asInt();
  }

  private static List<Integer> ids(JsonNode list) {
    List<Integer> ids = new ArrayList<>();
    list.forEach(id -> ids.add(id.asInt()));
    return ids;
  }
}
