import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kafka.cluster.Partition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.Records;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ListOffsetRequest;
import scala.Option;

/** Everything that fetcher threads have asked and have no answer to, and the steps that move it on. */
final class Exchanges {
  /** Errors after which a follower asks the same again. Nobody sees such an answer, so it arrives in the step that sends it. */
  private static final Set<Errors> TRIED_AGAIN =
      EnumSet.of(
          Errors.NOT_LEADER_FOR_PARTITION,
          Errors.UNKNOWN_TOPIC_OR_PARTITION,
          Errors.REPLICA_NOT_AVAILABLE,
          Errors.UNKNOWN_LEADER_EPOCH);

  private final List<Exchange> open = new ArrayList<>();
  private final World world;

  Exchanges(World world) {
    this.world = world;
  }

  /** AbstractFetcherThread.maybeFetch, until its request is sent. */
  void sendFetch(int follower, int partition) {
    int leader = leaderOf(follower, partition);
    opened(follower, leader, partition, thread(follower, leader, partition).fetch());
  }

  /** AbstractFetcherThread.maybeTruncate, until its request is sent. Where there is nothing to ask it truncates at once. */
  void sendOffsetsForLeaderEpoch(int follower, int partition) {
    int leader = leaderOf(follower, partition);
    opened(follower, leader, partition, thread(follower, leader, partition).truncate());
  }

  /** The leader handles the request, or reads again for a fetch that waits in its purgatory. */
  void serve(Exchange exchange, int records) {
    Serving serving = serving(exchange);
    exchange.mostBytes = records * world.recordSize;
    if (exchange.stage == Exchange.Stage.ANSWERED) answered(exchange, serving.readAgain(exchange));
    else if (!exchange.isFetch()) answered(exchange, serving.epochEnd(exchange));
    else {
      exchange.read = serving.read(exchange);
      exchange.stage = Exchange.Stage.READ;
      if (TRIED_AGAIN.contains(exchange.read.error())) count(exchange);
    }
  }

  void count(Exchange exchange) {
    FetchResponse<Records> answer = serving(exchange).count(exchange);
    exchange.read = null;
    answered(exchange, answer);
  }

  /** The follower gets the answer, and its thread goes on to the end of its work. */
  void receive(Exchange exchange) {
    open.remove(exchange);
    exchange.errand.resume(exchange.answer);
  }

  /** The connection is broken: the follower gives up, or the process at one end has gone. */
  void breakOff(Exchange exchange) {
    open.remove(exchange);
    exchange.errand.resume(null);
  }

  /** All three parts of a fetch in one step; or OffsetsForLeaderEpoch and its answer. */
  void atOnce(Exchange exchange, int records) {
    serve(exchange, records);
    if (exchange.stage == Exchange.Stage.READ) count(exchange);
    if (open.contains(exchange)) receive(exchange);
  }

  /** A process has ended. What it has asked is not answered; of what it was asked only answers that it has sent still arrive. */
  void processEnded(int broker) {
    for (Exchange exchange : new ArrayList<>(open)) {
      boolean isUnanswered = exchange.leader == broker && exchange.stage != Exchange.Stage.ANSWERED;
      if (exchange.follower == broker || isUnanswered) breakOff(exchange);
    }
  }

  Exchange between(int follower, int leader, int partition) {
    for (Exchange one : open)
      if (one.follower == follower && one.leader == leader && one.partition == partition) return one;
    throw new IllegalStateException("broker " + follower + " has asked broker " + leader + " nothing");
  }

  /** What a follower has asked the leader in which it believes. */
  Exchange withLeader(int follower, int partition) {
    return between(follower, leaderOf(follower, partition), partition);
  }

  boolean hasWithLeader(int follower, int partition) {
    int leader = leaderOf(follower, partition);
    return of(follower, partition).stream().anyMatch(one -> one.leader == leader);
  }

  List<Exchange> of(int follower, int partition) {
    List<Exchange> found = new ArrayList<>();
    for (Exchange one : open) if (one.follower == follower && one.partition == partition) found.add(one);
    found.sort(Comparator.comparingInt(one -> one.leader));
    return found;
  }

  /** ListOffsets is answered within the step that asks. */
  AbstractResponse listOffsets(int follower, int leader, ListOffsetRequest request) throws IOException {
    Broker asking = world.broker(follower);
    Broker asked = world.broker(leader);
    boolean isCut = asking.unreachable.contains(leader) || asked.unreachable.contains(follower);
    if (asked.process == null || asked.isPaused || isCut) throw new IOException("no connection");
    return new Serving(asked.process).listOffsets(request);
  }

  /** A process that has gone accepts no connection. */
  private void opened(int follower, int leader, int partition, Errand errand) {
    if (errand.said() == null) return;
    if (world.broker(leader).process == null) {
      errand.resume(null);
      throw new IllegalStateException("broker " + leader + " does not run, and accepts no connection");
    }
    open.add(new Exchange(follower, leader, partition, errand));
  }

  private void answered(Exchange exchange, AbstractResponse answer) {
    exchange.answer = answer;
    exchange.stage = Exchange.Stage.ANSWERED;
    if (TRIED_AGAIN.contains(exchange.error())) receive(exchange);
  }

  private Serving serving(Exchange exchange) {
    return new Serving(world.broker(exchange.leader).running());
  }

  private Fetcher thread(int follower, int leader, int partition) {
    Fetcher thread = world.broker(follower).running().fetchers.thread(leader, partition);
    if (thread == null)
      throw new IllegalStateException("broker " + follower + " has no fetcher thread for broker " + leader);
    return thread;
  }

  private int leaderOf(int follower, int partition) {
    Option<Partition> found = world.broker(follower).running().replicas.getPartition(Topic.partition(partition));
    if (found.isEmpty() || found.get().leaderReplicaIdOpt().isEmpty())
      throw new IllegalStateException("broker " + follower + " has heard of no leader");
    return (Integer) found.get().leaderReplicaIdOpt().get();
  }
}
