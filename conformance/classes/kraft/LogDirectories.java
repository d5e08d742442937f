import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AssignReplicasToDirsRequestData;
import org.apache.kafka.server.common.DirectoryEventHandler;
import org.apache.kafka.server.common.TopicIdPartition;

/**
 * The log directories of a broker, by number. Its replicas are in the oldest one that is in log.dirs. A process loses it by
 * LogDirFailureHandler, and tells the controller by BrokerLifecycleManager and AssignmentsManager: here steps do.
 */
final class LogDirectories {
  private final int broker;
  private final File folder;
  private final int count;
  private int oldest = 0;
  private boolean hasFailed = false;

  LogDirectories(int broker, File folder, int count) {
    this.broker = broker;
    this.folder = folder;
    this.count = count;
    for (int number = 0; number < count; number++) MetaProperties.write(broker, id(broker, number), at(number));
  }

  static Uuid id(int broker, int number) {
    return new Uuid(1000 + number, broker);
  }

  /** The number of a directory; -1: none is assigned. */
  static int numberOf(Uuid id) {
    return id.getMostSignificantBits() < 1000 ? -1 : (int) id.getMostSignificantBits() - 1000;
  }

  int numberOf(File directory) {
    for (int number = 0; number < count; number++) if (at(number).equals(directory)) return number;
    throw new IllegalStateException(directory + " is no log directory of broker " + broker);
  }

  /** Where the replicas are. */
  File used() {
    return at(oldest);
  }

  /** log.dirs */
  List<File> listed() {
    List<File> found = new ArrayList<>();
    for (int number = oldest; number < count; number++) found.add(at(number));
    return found;
  }

  /** Those of log.dirs that cannot be read. */
  List<String> offline() {
    return hasFailed ? List.of(used().getAbsolutePath()) : List.of();
  }

  List<Uuid> onlineIds() {
    List<Uuid> found = new ArrayList<>();
    for (int number = hasFailed ? oldest + 1 : oldest; number < count; number++) found.add(id(broker, number));
    return found;
  }

  List<Uuid> offlineIds() {
    return hasFailed ? List.of(id(broker, oldest)) : List.of();
  }

  /** For the metadata log, which a broker does not lose here. */
  File ofMetadata() {
    return new File(folder, "metadata");
  }

  void fail() {
    hasFailed = true;
  }

  void repair() {
    hasFailed = false;
  }

  /** It is taken out of log.dirs. */
  void remove() {
    hasFailed = false;
    oldest++;
  }

  private File at(int number) {
    return count == 1 ? folder : new File(folder, "directory-" + number);
  }

  /** What a process says of the directories in which it has found, or put, its replicas. */
  static final class Assignments implements DirectoryEventHandler {
    private final Map<Integer, Uuid> wanted = new TreeMap<>();

    @Override
    public void handleAssignment(TopicIdPartition partition, Uuid directory, String reason, Runnable callback) {
      wanted.put(partition.partitionId(), directory);
    }

    @Override
    public void handleFailure(Uuid directory) {}

    /** Since 4.3. */
    public void handleCordoned(Set<Uuid> directories) {}

    /** AssignmentsManager: one request with all of them. */
    AssignReplicasToDirsRequestData request(int broker, long epoch) {
      if (wanted.isEmpty()) throw new IllegalStateException("broker " + broker + " has said where its replicas are");
      var request = new AssignReplicasToDirsRequestData().setBrokerId(broker).setBrokerEpoch(epoch);
      wanted.forEach(
          (partition, directory) -> {
            var one = new AssignReplicasToDirsRequestData.PartitionData().setPartitionIndex(partition);
            var topic =
                new AssignReplicasToDirsRequestData.TopicData().setTopicId(World.TOPIC_ID).setPartitions(List.of(one));
            request
                .directories()
                .add(new AssignReplicasToDirsRequestData.DirectoryData().setId(directory).setTopics(List.of(topic)));
          });
      return request;
    }
  }
}
