import java.util.Properties;
import java.util.function.BooleanSupplier;
import kafka.zk.KafkaZkClient;
import kafka.zk.TopicPartitionStateZNode;
import org.apache.kafka.common.utils.Time;
import org.apache.zookeeper.data.Stat;
import scala.Function3;
import scala.Option;
import scala.Tuple2;

/** ZooKeeper as far as a broker writes its ISR there. Where the version differs Kafka's own check looks at what is written. */
final class BrokerZkClient extends KafkaZkClient {
  private final Znodes znodes;
  private final BooleanSupplier isCutOff;

  BrokerZkClient(Znodes znodes, BooleanSupplier isCutOff, Time time) {
    super(null, false, time);
    this.znodes = znodes;
    this.isCutOff = isCutOff;
  }

  @Override
  public Properties getEntityConfigs(String entityType, String entity) {
    return new Properties();
  }

  @Override
  public Tuple2<Object, Object> conditionalUpdatePath(
      String path,
      byte[] bytes,
      int expected,
      Option<Function3<KafkaZkClient, String, byte[], Tuple2<Object, Object>>> checker) {
    if (isCutOff.getAsBoolean()) throw new IllegalStateException("the broker waits for ZooKeeper, from which it is cut off");
    int partition = partitionOf(path);
    if (expected != znodes.version(partition)) return checker.get().apply(this, path, bytes);
    znodes.write(partition, bytes);
    return new Tuple2<>(true, znodes.version(partition));
  }

  @Override
  public Tuple2<Option<byte[]>, Stat> getDataAndStat(String path) {
    int partition = partitionOf(path);
    return new Tuple2<>(Option.apply(znodes.data(partition)), znodes.stat(partition));
  }

  private int partitionOf(String path) {
    for (int partition = 0; ; partition++)
      if (TopicPartitionStateZNode.path(Topic.partition(partition)).equals(path)) return partition;
  }
}
