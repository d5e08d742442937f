import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kafka.server.AlterPartitionManager;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.common.message.AlterPartitionResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AlterPartitionRequest;
import org.apache.kafka.common.requests.AlterPartitionResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.LeaderAndIsr;
import org.apache.kafka.server.common.ControllerRequestCompletionHandler;
import org.apache.kafka.server.common.NodeToControllerChannelManager;
import org.apache.kafka.server.common.TopicIdPartition;
import org.apache.kafka.server.util.Scheduler;
import scala.Function0;

/**
 * The AlterPartition requests of a broker. Kafka sends one at a time for all its partitions; here, as in the model, each partition has
 * a manager, and so a request, of its own.
 */
final class AlterPartitions implements AlterPartitionManager {
  /** A request on its way to the controller, then the answer to it. */
  static final class Flight {
    final AlterPartitionRequest request;
    /** Null: the controller has not handled it. */
    AlterPartitionResponseData answer;

    private final ControllerRequestCompletionHandler handler;

    Flight(AlterPartitionRequest request, ControllerRequestCompletionHandler handler) {
      this.request = request;
      this.handler = handler;
    }
  }

  private final Map<Integer, AlterPartitionManager> managers = new HashMap<>();
  private final Map<Integer, Flight> flights = new HashMap<>();
  private final int broker;
  private final Scheduler scheduler;
  private final Time clock;
  private final Function0<Object> epoch;

  AlterPartitions(int broker, Scheduler scheduler, Time clock, Function0<Object> epoch) {
    this.broker = broker;
    this.scheduler = scheduler;
    this.clock = clock;
    this.epoch = epoch;
  }

  @Override
  public CompletableFuture<LeaderAndIsr> submit(TopicIdPartition partition, LeaderAndIsr proposed) {
    return managers
        .computeIfAbsent(
            partition.partitionId(),
            number -> Managers.alterPartitionManager(new Channel(number), scheduler, clock, broker, epoch))
        .submit(partition, proposed);
  }

  @Override
  public void start() {}

  @Override
  public void shutdown() {}

  /** Null: none is under way. */
  Flight of(int partition) {
    return flights.get(partition);
  }

  Flight underWay(int partition) {
    Flight flight = of(partition);
    if (flight == null) throw new IllegalStateException("broker " + broker + " has no AlterPartition under way");
    return flight;
  }

  /** The answer arrives. What the leader makes of it may be another request. */
  void receive(int partition) {
    Flight flight = underWay(partition);
    if (flight.answer == null) throw new IllegalStateException("the controller has not answered yet");
    flights.remove(partition);
    RequestHeader header = new RequestHeader(ApiKeys.ALTER_PARTITION, flight.request.version(), "broker", 0);
    AlterPartitionResponse response = new AlterPartitionResponse(flight.answer);
    flight.handler.onComplete(
        new ClientResponse(header, null, "", StandingClock.NOW, StandingClock.NOW, false, null, null, response));
  }

  /** In place of the connection to the controller. */
  private final class Channel implements NodeToControllerChannelManager {
    private final int partition;

    Channel(int partition) {
      this.partition = partition;
    }

    @Override
    public void sendRequest(
        AbstractRequest.Builder<? extends AbstractRequest> builder, ControllerRequestCompletionHandler handler) {
      flights.put(partition, new Flight((AlterPartitionRequest) builder.build(), handler));
    }

    @Override
    public void start() {}

    @Override
    public void shutdown() {}

    @Override
    public Optional<NodeApiVersions> controllerApiVersions() {
      return Optional.empty();
    }

    @Override
    public long getTimeoutMs() {
      return Long.MAX_VALUE;
    }
  }
}
