import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** The topic that a world is about, and its settings. Every broker has a replica of each partition, unless replicas move. */
final class Topic {
  static final String NAME = "t";

  final int brokers;
  final List<Integer> leaders = new ArrayList<>();
  final short acks;
  final int minIsr;
  final boolean uncleanElection;
  /** eligible.leader.replicas.version is 1 (KRaft). */
  final boolean elr;
  /** That replica.lag.time.max.ms passes is a step of its own (KRaft). */
  final boolean lagClock;
  /** How many log directories each broker has (KRaft). */
  final int directories;
  /** The replicas at first; empty: they do not move. */
  private final List<Integer> assigned;
  /** What an administrator asks for, one after the other. */
  final List<List<Integer>> moves = new ArrayList<>();

  Topic(JsonNode world) {
    brokers = world.get("brokers").asInt();
    world.get("leaders").forEach(leader -> leaders.add(leader.asInt()));
    acks = world.get("acks").asText().equals("all") ? -1 : Short.parseShort(world.get("acks").asText());
    minIsr = world.get("minIsr").asInt();
    uncleanElection = world.get("uncleanElection").asBoolean();
    elr = world.path("elr").asBoolean();
    lagClock = world.path("lagClock").asBoolean();
    directories = world.path("directories").asInt(1);
    assigned = ids(world.path("reassign").path("replicas"));
    world.path("reassign").path("moves").forEach(move -> moves.add(ids(move)));
  }

  private static List<Integer> ids(JsonNode listed) {
    List<Integer> found = new ArrayList<>();
    listed.forEach(id -> found.add(id.asInt()));
    return found;
  }

  boolean isMoving() {
    return !assigned.isEmpty();
  }

  int partitions() {
    return leaders.size();
  }

  /** The ids of all brokers, from 1. */
  List<Integer> ids() {
    return IntStream.rangeClosed(1, brokers).boxed().collect(Collectors.toList());
  }

  /** The replicas of a partition in the order of its assignment: the next partition begins with the next broker. */
  List<Integer> replicas(int partition) {
    if (isMoving()) return assigned;
    List<Integer> found = new ArrayList<>();
    for (int place = 0; place < brokers; place++) found.add((partition + place) % brokers + 1);
    return found;
  }

  static TopicPartition partition(int number) {
    return new TopicPartition(NAME, number);
  }
}
