import java.io.IOException;
import kafka.server.BlockingSend;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.server.network.BrokerEndPoint;

/** The connection of a fetcher thread to its leader. ListOffsets is answered at once, as in the model; all else waits for its step. */
final class Endpoint implements BlockingSend {
  interface AtOnce {
    /** Throws where the leader cannot be reached. */
    AbstractResponse answer(ListOffsetsRequest request) throws IOException;
  }

  private final BrokerEndPoint leader;
  private final AtOnce atOnce;

  Endpoint(BrokerEndPoint leader, AtOnce atOnce) {
    this.leader = leader;
    this.atOnce = atOnce;
  }

  @Override
  public BrokerEndPoint brokerEndPoint() {
    return leader;
  }

  @Override
  public ClientResponse sendRequest(AbstractRequest.Builder<? extends AbstractRequest> builder) {
    AbstractRequest request = builder.build();
    try {
      AbstractResponse response =
          request instanceof ListOffsetsRequest asked
              ? atOnce.answer(asked)
              : (AbstractResponse) Errand.running().send(request);
      RequestHeader header = new RequestHeader(builder.apiKey(), request.version(), "fetcher", 0);
      return new ClientResponse(header, null, "", 0, 0, false, null, null, response);
    } catch (IOException broken) {
      throw Endpoint.<RuntimeException>unchecked(broken);
    }
  }

  @Override
  public void initiateClose() {}

  @Override
  public void close() {}

  /** BlockingSend is written in Scala and declares no exception; Kafka's own throws IOException all the same. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
