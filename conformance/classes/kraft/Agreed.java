import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kafka.cluster.Partition;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.AlterPartitionResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.LeaderRecoveryState;
import org.apache.kafka.metadata.PartitionRegistration;

/** What the controller has registered, what brokers have heard of it, and what is asked of it. */
final class Agreed {
  private final World world;
  /** The partition epochs of each partition that are in sight, ascending: only their order is shown. */
  private final List<TreeSet<Integer>> partitionEpochs = new ArrayList<>();

  Agreed(World world) {
    this.world = world;
    for (int partition = 0; partition < world.topic.partitions(); partition++) partitionEpochs.add(inSight(partition));
  }

  private TreeSet<Integer> inSight(int number) {
    TreeSet<Integer> found = new TreeSet<>();
    found.add(registered(number).partitionEpoch);
    for (Broker broker : world.brokers()) {
      if (broker.process == null) continue;
      PartitionRegistration replayed = broker.process.replayed(number);
      if (replayed != null) found.add(replayed.partitionEpoch);
      Partition partition = broker.process.partition(number);
      if (partition != null && partition.leaderReplicaIdOpt().contains(broker.id)) found.add(partition.getPartitionEpoch());
      AlterPartitions.Flight flight = broker.process.alterPartitions.of(number);
      if (flight == null) continue;
      if (flight.answer == null) found.add(asked(flight).partitionEpoch());
      else if (answered(flight).errorCode() == 0) found.add(answered(flight).partitionEpoch());
    }
    return found;
  }

  int rank(int partition, int epoch) {
    return partitionEpochs.get(partition).headSet(epoch).size();
  }

  ObjectNode controller() {
    ObjectNode seen = Seen.object();
    ArrayNode partitions = seen.putArray("partitions");
    for (int partition = 0; partition < world.topic.partitions(); partition++)
      partitions.add(partition(partition, registered(partition)));
    ArrayNode brokers = seen.putArray("brokers");
    for (int id : world.topic.ids()) {
      BrokerRegistration registration = world.controller.broker(id);
      brokers
          .addObject()
          .put("id", id)
          .put("brokerEpoch", world.registrations.rank(id, registration.epoch()))
          .put("isFenced", registration.fenced())
          .put("inControlledShutdown", registration.inControlledShutdown());
      if (world.topic.directories > 1) firstOnline(brokers, registration);
    }
    return seen;
  }

  private static void firstOnline(ArrayNode brokers, BrokerRegistration registration) {
    int first = registration.directories().stream().mapToInt(LogDirectories::numberOf).min().getAsInt();
    ((ObjectNode) brokers.get(brokers.size() - 1)).put("firstOnlineDirectory", first);
  }

  /** What a broker that runs has replayed. */
  void replayed(ObjectNode seen, Broker broker, int partition) {
    PartitionRegistration replayed = broker.process.replayed(partition);
    if (replayed == null) seen.putNull("replayed");
    else seen.set("replayed", partition(partition, replayed));
  }

  private ObjectNode partition(int number, PartitionRegistration registration) {
    ObjectNode seen = Seen.object();
    seen.put("leader", registration.leader);
    seen.put("leaderEpoch", registration.leaderEpoch);
    ids(seen.putArray("isr"), registration.isr);
    seen.put("partitionEpoch", rank(number, registration.partitionEpoch));
    ids(seen.putArray("elr"), registration.elr);
    seen.put("lastKnownLeader", registration.lastKnownElr.length == 0 ? -1 : registration.lastKnownElr[0]);
    seen.put("isRecovering", registration.leaderRecoveryState == LeaderRecoveryState.RECOVERING);
    if (world.topic.isMoving()) assignment(seen, registration);
    if (world.topic.directories > 1) {
      ArrayNode directories = seen.putArray("directories");
      for (int id : world.topic.ids()) directories.add(LogDirectories.numberOf(registration.directory(id)));
    }
    return seen;
  }

  private static void assignment(ObjectNode seen, PartitionRegistration registration) {
    ArrayNode replicas = seen.putArray("replicas");
    for (int replica : registration.replicas) replicas.add(replica);
    ids(seen.putArray("adding"), registration.addingReplicas);
    ids(seen.putArray("removing"), registration.removingReplicas);
  }

  /** The request of a broker about a partition, or the answer to it. */
  void alterPartition(ObjectNode seen, Broker broker, int partition) {
    AlterPartitions.Flight flight = broker.process.alterPartitions.of(partition);
    if (flight == null) {
      seen.putNull("alterPartition");
      return;
    }
    ObjectNode one = seen.putObject("alterPartition");
    if (flight.answer == null) request(one, partition, asked(flight));
    else answer(one, partition, answered(flight));
  }

  private void request(ObjectNode seen, int partition, AlterPartitionRequestData.PartitionData asked) {
    seen.put("stage", "request");
    seen.put("leaderEpoch", asked.leaderEpoch());
    seen.put("partitionEpoch", rank(partition, asked.partitionEpoch()));
    ArrayNode isr = seen.putArray("isr");
    asked.newIsrWithEpochs().stream()
        .sorted((one, other) -> one.brokerId() - other.brokerId())
        .forEach(
            member ->
                isr.addObject()
                    .put("broker", member.brokerId())
                    .put("brokerEpoch", world.registrations.rank(member.brokerId(), member.brokerEpoch())));
  }

  private void answer(ObjectNode seen, int partition, AlterPartitionResponseData.PartitionData answered) {
    Errors error = Errors.forCode(answered.errorCode());
    seen.put("stage", "answer");
    seen.put("error", error == Errors.NONE || error == Errors.INELIGIBLE_REPLICA ? error.name() : "OUT_OF_DATE");
    if (error != Errors.NONE) return;
    seen.put("leaderEpoch", answered.leaderEpoch());
    seen.put("partitionEpoch", rank(partition, answered.partitionEpoch()));
    ArrayNode isr = seen.putArray("isr");
    answered.isr().stream().sorted().forEach(id -> isr.addObject().put("broker", id));
  }

  private static AlterPartitionRequestData.PartitionData asked(AlterPartitions.Flight flight) {
    return flight.request.data().topics().get(0).partitions().get(0);
  }

  private static AlterPartitionResponseData.PartitionData answered(AlterPartitions.Flight flight) {
    return flight.answer.topics().get(0).partitions().get(0);
  }

  private PartitionRegistration registered(int partition) {
    return world.controller.partition(World.TOPIC_ID, partition);
  }

  private static void ids(ArrayNode seen, int[] ids) {
    Observer.ids(seen, Arrays.stream(ids).boxed().collect(Collectors.toList()));
  }
}
