import java.io.IOException;
import kafka.server.BlockingSend;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ListOffsetRequest;
import org.apache.kafka.common.requests.RequestHeader;

/** The connection of a fetcher thread to its leader. ListOffsets is answered at once, as in the model; all else waits for its step. */
final class Endpoint implements BlockingSend {
  interface AtOnce {
    /** Throws where the leader cannot be reached. */
    AbstractResponse answer(ListOffsetRequest request) throws IOException;
  }

  private final AtOnce leader;

  Endpoint(AtOnce leader) {
    this.leader = leader;
  }

  @Override
  public ClientResponse sendRequest(AbstractRequest.Builder<? extends AbstractRequest> builder) {
    AbstractRequest request = builder.build(builder.latestAllowedVersion());
    try {
      AbstractResponse response =
          request instanceof ListOffsetRequest
              ? leader.answer((ListOffsetRequest) request)
              : (AbstractResponse) Errand.running().send(request);
      RequestHeader header = new RequestHeader(builder.apiKey(), builder.latestAllowedVersion(), "fetcher", 0);
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
