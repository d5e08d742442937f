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

  private void clients() {
    steps.put("Produce", (world, step) -> world.produce(of(step, "broker"), partition(step), step.get("record").asText()));
    steps.put("RefuseProducer", (world, step) -> world.produce(of(step, "broker"), partition(step), "?"));
    steps.put(
        "TimeOutProducer", (world, step) -> world.broker(of(step, "broker")).running().producersTimer.expireOldest());
    steps.put("ConsumerFetch", (world, step) -> {});
  }

  private void messages() {
    steps.put("SendFetch", (world, step) -> world.exchanges.sendFetch(of(step, "follower"), partition(step)));
    steps.put(
        "SendOffsetsForLeaderEpoch",
        (world, step) -> world.exchanges.sendOffsetsForLeaderEpoch(of(step, "follower"), partition(step)));
    steps.put("Serve", (world, step) -> world.exchanges.serve(exchange(world, step), of(step, "records")));
    steps.put("Count", (world, step) -> world.exchanges.count(exchange(world, step)));
    steps.put("Receive", (world, step) -> world.exchanges.receive(exchange(world, step)));
    steps.put("GiveUp", (world, step) -> world.exchanges.breakOff(exchange(world, step)));
  }

  /** The same where a fetch, or a truncation, is one step. */
  private void atOnce() {
    steps.put(
        "Fetch",
        (world, step) -> {
          world.exchanges.sendFetch(of(step, "follower"), partition(step));
          finish(world, step, of(step, "records"));
        });
    steps.put(
        "Truncate",
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
    steps.put("HandleLeaderAndIsr", (world, step) -> handle(world, of(step, "broker"), step.get("request")));
    steps.put("LoseAnswer", (world, step) -> handle(world, of(step, "broker"), step.get("request")));
    steps.put("LoseRequest", (world, step) -> {});
    steps.put(
        "CheckpointHighWatermark",
        (world, step) -> world.broker(of(step, "broker")).running().replicas.checkpointHighWatermarks());
    steps.put(
        "ShrinkIsr",
        (world, step) -> Lag.drop(world.partition(of(step, "leader"), partition(step)), of(step, "follower")));
  }

  private static void handle(World world, int broker, JsonNode request) {
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
    steps.put("Stop", (world, step) -> world.stop(of(step, "broker")));
    steps.put("StopUnasked", (world, step) -> world.stop(of(step, "broker")));
    steps.put("Start", (world, step) -> world.broker(of(step, "broker")).start());
  }

  private void environment() {
    steps.put("CutOff", (world, step) -> world.broker(of(step, "broker")).isCutOff = true);
    steps.put("CutOffZooKeeper", (world, step) -> world.broker(of(step, "broker")).isCutOff = true);
    steps.put("CutOffController", (world, step) -> {});
    steps.put("Reconnect", (world, step) -> world.broker(of(step, "broker")).isCutOff = false);
    steps.put("ReachAgain", (world, step) -> {});
    steps.put("Pause", (world, step) -> world.broker(of(step, "broker")).isPaused = true);
    steps.put("WakeUp", (world, step) -> world.broker(of(step, "broker")).isPaused = false);
    steps.put("CutLink", (world, step) -> world.broker(of(step, "from")).unreachable.add(of(step, "to")));
    steps.put("MendLink", (world, step) -> world.broker(of(step, "from")).unreachable.remove(of(step, "to")));
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
