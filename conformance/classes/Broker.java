import java.io.File;
import java.util.HashSet;
import java.util.Set;

/** A broker: a folder, and most of the time a process. */
final class Broker {
  final int id;
  final File folder;
  /** Null: it does not run. */
  BrokerProcess process;
  boolean isCutOff;
  boolean isPaused;
  /** The brokers that its packets do not reach. */
  final Set<Integer> unreachable = new HashSet<>();

  private final Topic topic;
  private final BrokerZkClient zooKeeper;
  private final Fetchers.Connecting connecting;

  Broker(Topic topic, int id, File folder, Znodes znodes, Fetchers.Connecting connecting) {
    this.topic = topic;
    this.id = id;
    this.folder = folder;
    this.connecting = connecting;
    zooKeeper = new BrokerZkClient(znodes, () -> isCutOff, new StandingClock());
  }

  void start() {
    process = new BrokerProcess(topic, id, folder, zooKeeper, connecting);
  }

  /** The process has ended, one way or another. */
  void ended() {
    process = null;
    isCutOff = false;
    isPaused = false;
  }

  BrokerProcess running() {
    if (process == null) throw new IllegalStateException("broker " + id + " does not run");
    return process;
  }
}
