import java.util.ArrayList;
import java.util.List;

/**
 * Fetches that outlive the process that sent them: they are in the request queue of their leader, or it has read for them. Of those to one
 * leader about one partition the last is kept. Nobody gets the answer.
 */
final class LateFetches {
  private final List<Exchange> open = new ArrayList<>();
  private final World world;

  LateFetches(World world) {
    this.world = world;
  }

  void keep(Exchange exchange) {
    for (Exchange other : new ArrayList<>(open))
      if (isBetween(other, exchange.follower, exchange.leader, exchange.partition)) drop(other);
    open.add(exchange);
  }

  void serve(int follower, int leader, int partition) {
    Exchange exchange = between(follower, leader, partition);
    if (exchange.stage != Exchange.Stage.ASKED) throw new IllegalStateException("broker " + leader + " has read for it");
    world.broker(leader).hear(world.broker(follower));
    exchange.mostBytes = world.recordSize;
    exchange.serving = new Serving(world.broker(leader).running()).fetch(exchange);
    if (exchange.serving.said() == Serving.READ) exchange.stage = Exchange.Stage.READ;
    else open.remove(exchange);
  }

  void count(int follower, int leader, int partition) {
    count(between(follower, leader, partition));
  }

  private void count(Exchange exchange) {
    if (exchange.stage != Exchange.Stage.READ)
      throw new IllegalStateException("broker " + exchange.leader + " has read nothing that is to be counted");
    open.remove(exchange);
    exchange.serving.resume(Serving.READ);
  }

  /** What a broker has read, and is to count as no leader, or for no replica any more (Exchanges.countForNobody). */
  void countForNobody(Exchanges exchanges, int broker) {
    for (Exchange one : new ArrayList<>(open))
      if (one.leader == broker && one.stage == Exchange.Stage.READ && !exchanges.leads(broker, one)) count(one);
  }

  /** What it was to handle is gone with the process of the leader. */
  void leaderEnded(int broker) {
    for (Exchange one : new ArrayList<>(open)) if (one.leader == broker) drop(one);
  }

  private void drop(Exchange exchange) {
    open.remove(exchange);
    if (exchange.serving != null) exchange.serving.resume(null);
  }

  private Exchange between(int follower, int leader, int partition) {
    for (Exchange one : open) if (isBetween(one, follower, leader, partition)) return one;
    throw new IllegalStateException(
        "broker " + leader + " has no fetch of a process of broker " + follower + " that has ended");
  }

  private static boolean isBetween(Exchange one, int follower, int leader, int partition) {
    return one.follower == follower && one.leader == leader && one.partition == partition;
  }
}
