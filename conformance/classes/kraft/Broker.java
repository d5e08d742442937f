import java.io.File;
import java.util.HashSet;
import java.util.Set;

/** A broker: its log directories, and most of the time a process. */
final class Broker {
  final int id;
  final LogDirectories directories;
  /** Null: it does not run. */
  BrokerProcess process;
  boolean isPaused;
  /** The brokers that its packets do not reach. */
  final Set<Integer> unreachable = new HashSet<>();

  private final Topic topic;
  private final Fetchers.Connecting connecting;

  Broker(Topic topic, int id, File folder, Fetchers.Connecting connecting) {
    this.topic = topic;
    this.id = id;
    this.connecting = connecting;
    directories = new LogDirectories(id, folder, topic.directories);
  }

  void start() {
    process = new BrokerProcess(topic, id, directories, connecting);
  }

  /** The process has ended, one way or another. */
  void ended() {
    process = null;
    isPaused = false;
  }

  BrokerProcess running() {
    if (process == null) throw new IllegalStateException("broker " + id + " does not run");
    return process;
  }

  /** A process that is paused takes no step. */
  void act() {
    running();
    if (isPaused) throw new IllegalStateException("broker " + id + " is paused");
  }

  void hear(Broker from) {
    if (from.unreachable.contains(id))
      throw new IllegalStateException("nothing that broker " + from.id + " sends reaches broker " + id);
  }
}
