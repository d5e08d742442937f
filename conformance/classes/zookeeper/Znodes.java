import java.util.ArrayList;
import java.util.List;
import kafka.api.LeaderAndIsr;
import kafka.controller.LeaderIsrAndControllerEpoch;
import kafka.zk.TopicPartitionStateZNode;
import org.apache.zookeeper.data.Stat;
import scala.Option;

/** What ZooKeeper holds of the topic: the state of each partition, as bytes with a version. */
final class Znodes {
  private final List<byte[]> data = new ArrayList<>();
  private final List<Integer> versions = new ArrayList<>();

  Znodes(Topic topic) {
    for (int leader : topic.leaders) {
      data.add(encoded(leader, 0, topic.ids(), 1));
      versions.add(0);
    }
  }

  int version(int partition) {
    return versions.get(partition);
  }

  byte[] data(int partition) {
    return data.get(partition);
  }

  Stat stat(int partition) {
    Stat stat = new Stat();
    stat.setVersion(version(partition));
    return stat;
  }

  LeaderIsrAndControllerEpoch state(int partition) {
    Option<LeaderIsrAndControllerEpoch> state = TopicPartitionStateZNode.decode(data(partition), stat(partition));
    return state.get();
  }

  /** Writes, whatever the version was. */
  void write(int partition, byte[] bytes) {
    data.set(partition, bytes);
    versions.set(partition, version(partition) + 1);
  }

  /**
   * The controller has decided. The ISR is a list in Kafka: its members stay in the order that they had (PartitionStateMachine
   * filters the list that it has read).
   */
  void decide(int partition, int leader, int leaderEpoch, List<Integer> members, int controllerEpoch) {
    List<Integer> isr = new ArrayList<>();
    for (Object member : Scala.java(state(partition).leaderAndIsr().isr()))
      if (members.contains((Integer) member)) isr.add((Integer) member);
    for (Integer member : members) if (!isr.contains(member)) isr.add(member);
    write(partition, encoded(leader, leaderEpoch, isr, controllerEpoch));
  }

  private static byte[] encoded(int leader, int leaderEpoch, List<Integer> isr, int controllerEpoch) {
    List<Object> members = new ArrayList<>(isr);
    LeaderAndIsr state = new LeaderAndIsr(leader, leaderEpoch, Scala.list(members), 0);
    return TopicPartitionStateZNode.encode(new LeaderIsrAndControllerEpoch(state, controllerEpoch));
  }
}
