import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kafka.cluster.Partition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;

/** Everything that fetcher threads have asked and have no answer to, and the steps that move it on. */
final class Exchanges {
  /** Errors after which a follower asks the same again. Nobody sees such an answer, so it arrives in the step that sends it. */
  private static final Set<Errors> TRIED_AGAIN =
      EnumSet.of(
          Errors.NOT_LEADER_OR_FOLLOWER,
          Errors.UNKNOWN_TOPIC_OR_PARTITION,
          Errors.UNKNOWN_TOPIC_ID,
          Errors.REPLICA_NOT_AVAILABLE,
          Errors.UNKNOWN_LEADER_EPOCH,
          Errors.KAFKA_STORAGE_ERROR);

  private final List<Exchange> open = new ArrayList<>();
  final LateFetches late;
  private final World world;

  Exchanges(World world) {
    this.world = world;
    late = new LateFetches(world);
  }

  /** AbstractFetcherThread.maybeFetch, until its request is sent. */
  void sendFetch(int follower, int partition) {
    int leader = leaderOf(follower, partition);
    Errand asking = thread(follower, leader, partition).fetch();
    if (!(asking.said() instanceof FetchRequest)) return;
    if (world.broker(leader).process == null) {
      asking.resume(null);
      throw new IllegalStateException("broker " + leader + " does not run, and accepts no connection");
    }
    open.add(new Exchange(follower, leader, partition, asking));
  }

  /** AbstractFetcherThread.maybeTruncate. Followers are told where to truncate when they fetch, so they ask nothing here. */
  void truncate(int follower, int partition) {
    Errand asking = thread(follower, leaderOf(follower, partition), partition).truncate();
    if (asking.said() != null) throw new IllegalStateException("a follower asks " + asking.said());
  }

  /** The leader handles the request until it counts it, or reads again for a fetch that waits in its purgatory. */
  void serve(Exchange exchange, int records) {
    Serving serving = new Serving(world.broker(exchange.leader).running());
    exchange.mostBytes = records * world.recordSize;
    if (exchange.stage == Exchange.Stage.ANSWERED) exchange.answer = serving.readAgain(exchange);
    else exchange.serving = serving.fetch(exchange);
    moved(exchange);
  }

  /** The leader counts what it has read. */
  void count(Exchange exchange) {
    exchange.serving.resume(Serving.READ);
    moved(exchange);
  }

  /**
   * What a broker has read as a leader, and is to count as none, or for a follower that is no replica any more, it counts now: the update
   * goes nowhere, because what was kept of that follower has been dropped. Kafka may be later with it.
   */
  void countForNobody(int broker) {
    for (Exchange exchange : new ArrayList<>(open))
      if (exchange.leader == broker && exchange.stage == Exchange.Stage.READ && !leads(broker, exchange)) count(exchange);
    late.countForNobody(this, broker);
  }

  boolean leads(int broker, Exchange exchange) {
    Partition found = world.broker(broker).running().partition(exchange.partition);
    return found != null && found.isLeader() && found.getReplica(exchange.follower).isDefined();
  }

  private void moved(Exchange exchange) {
    boolean isRead = exchange.serving != null && exchange.serving.said() == Serving.READ;
    exchange.stage = isRead ? Exchange.Stage.READ : Exchange.Stage.ANSWERED;
    if (isRead) exchange.read = new Serving(world.broker(exchange.leader).running()).recordsFor(exchange);
    if (isRead) return;
    exchange.read = null;
    exchange.serving = null;
    if (exchange.answer == null) throw new IllegalStateException("the fetch was not answered");
    if (TRIED_AGAIN.contains(exchange.error())) receive(exchange);
  }

  /** The follower gets the answer, and its thread goes on to the end of its work. */
  void receive(Exchange exchange) {
    open.remove(exchange);
    exchange.asking.resume(exchange.answer);
  }

  /** The connection is broken: the follower gives up, or the process at one end has gone. */
  void breakOff(Exchange exchange) {
    open.remove(exchange);
    if (exchange.serving != null) exchange.serving.resume(null);
    exchange.asking.resume(null);
  }

  /** All three parts of a fetch in one step. */
  void atOnce(Exchange exchange, int records) {
    serve(exchange, records);
    if (exchange.stage == Exchange.Stage.READ) count(exchange);
    if (open.contains(exchange)) receive(exchange);
  }

  /** Sending it, reading for it and counting it in one step: the answer is a step of its own. */
  void sendSlowly(int follower, int partition, int records) {
    sendFetch(follower, partition);
    Exchange exchange = withLeader(follower, partition);
    serve(exchange, records);
    if (exchange.stage == Exchange.Stage.READ) count(exchange);
  }

  /** The leader writes to the socket what is by now in the place of the records with which it answered. */
  void sendLate(Exchange exchange) {
    exchange.answered().setRecords(Socket.sent(exchange.view));
  }

  /** A process has ended. What it has asked is not answered; of what it was asked only answers that it has sent still arrive. */
  void processEnded(int broker) {
    late.leaderEnded(broker);
    for (Exchange exchange : new ArrayList<>(open)) {
      boolean isUnanswered = exchange.leader == broker && exchange.stage != Exchange.Stage.ANSWERED;
      if (exchange.follower == broker) outlive(exchange);
      else if (isUnanswered) breakOff(exchange);
    }
  }

  /** The process that sent it has ended. What its leader has not handled, or not counted, may be late. */
  private void outlive(Exchange exchange) {
    open.remove(exchange);
    exchange.asking.resume(null);
    if (exchange.stage != Exchange.Stage.ANSWERED) late.keep(exchange);
  }

  Exchange between(int follower, int leader, int partition) {
    for (Exchange one : open)
      if (one.follower == follower && one.leader == leader && one.partition == partition) return one;
    throw new IllegalStateException("broker " + follower + " has asked broker " + leader + " nothing");
  }

  /** What a follower has asked the leader in which it believes; null: nothing. */
  Exchange withLeader(int follower, int partition) {
    int leader = leaderOf(follower, partition);
    return of(follower, partition).stream().filter(one -> one.leader == leader).findFirst().orElse(null);
  }

  List<Exchange> of(int follower, int partition) {
    List<Exchange> found = new ArrayList<>();
    for (Exchange one : open) if (one.follower == follower && one.partition == partition) found.add(one);
    found.sort(Comparator.comparingInt(one -> one.leader));
    return found;
  }

  /** ListOffsets is answered within the step that asks. */
  AbstractResponse listOffsets(int follower, int leader, ListOffsetsRequest request) throws IOException {
    Broker asking = world.broker(follower);
    Broker asked = world.broker(leader);
    boolean isCut = asking.unreachable.contains(leader) || asked.unreachable.contains(follower);
    if (asked.process == null || !asked.process.serves || asked.isPaused || isCut) throw new IOException("no connection");
    return new Serving(asked.process).listOffsets(request);
  }

  private Fetcher thread(int follower, int leader, int partition) {
    Fetcher thread = world.broker(follower).running().fetchers.thread(leader, partition);
    if (thread == null)
      throw new IllegalStateException("broker " + follower + " has no fetcher thread for broker " + leader);
    return thread;
  }

  private int leaderOf(int follower, int partition) {
    Partition found = world.broker(follower).running().partition(partition);
    if (found == null || found.leaderReplicaIdOpt().isEmpty())
      throw new IllegalStateException("broker " + follower + " has heard of no leader");
    return (Integer) found.leaderReplicaIdOpt().get();
  }
}
