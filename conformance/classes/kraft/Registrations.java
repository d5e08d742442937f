import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.BrokerRegistrationRequestData;
import org.apache.kafka.controller.ActiveController;
import org.apache.kafka.controller.QuorumFeatures;
import org.apache.kafka.metadata.VersionRange;

/** The registrations of all brokers since the beginning. */
final class Registrations {
  static final int FIRST_PORT = 20000;

  private final Map<Integer, List<Long>> epochs = new TreeMap<>();

  /** BrokerLifecycleManager.sendBrokerRegistration: each is of another incarnation. */
  long register(ActiveController controller, int broker, long epochBefore, List<Uuid> directories) {
    List<Long> known = epochs.computeIfAbsent(broker, id -> new ArrayList<>());
    BrokerRegistrationRequestData request =
        new BrokerRegistrationRequestData()
            .setBrokerId(broker)
            .setClusterId(ActiveController.CLUSTER)
            .setIncarnationId(new Uuid(known.size() + 1, broker))
            .setPreviousBrokerEpoch(epochBefore)
            .setLogDirs(directories);
    request
        .listeners()
        .add(
            new BrokerRegistrationRequestData.Listener()
                .setName("PLAINTEXT")
                .setHost("localhost")
                .setPort(FIRST_PORT + broker)
                .setSecurityProtocol((short) 0));
    QuorumFeatures.defaultSupportedFeatureMap(true).forEach((name, versions) -> request.features().add(feature(name, versions)));
    long epoch = controller.register(request);
    known.add(epoch);
    return epoch;
  }

  private static BrokerRegistrationRequestData.Feature feature(String name, VersionRange versions) {
    return new BrokerRegistrationRequestData.Feature()
        .setName(name)
        .setMinSupportedVersion(versions.min())
        .setMaxSupportedVersion(versions.max());
  }

  /** How often the broker had registered before the registration with this epoch; -1 stays -1. */
  int rank(int broker, long epoch) {
    return epochs.getOrDefault(broker, List.of()).indexOf(epoch);
  }
}
