import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Work of Kafka that waits in the middle, as many steps as it takes: a fetcher thread for the answer to its request, a leader
 * between its read and its count. It runs on a thread of its own, and whoever starts or resumes it waits meanwhile: only one thread
 * runs at any time.
 */
final class Errand {
  interface Work {
    void run() throws Exception;
  }

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "errand");
            thread.setDaemon(true);
            return thread;
          });

  private static final ThreadLocal<Errand> RUNNING = new ThreadLocal<>();

  private final Semaphore turnOfErrand = new Semaphore(0);
  private final Semaphore turnOfOwner = new Semaphore(0);
  private Object said;
  private Object heard;
  private Throwable failure;

  /** Runs until it waits, or to its end. */
  static Errand run(Work work) {
    Errand errand = new Errand();
    THREADS.execute(() -> errand.runOnThread(work));
    errand.giveTurn();
    return errand;
  }

  /** The errand that this thread runs; null: none. */
  static Errand running() {
    return RUNNING.get();
  }

  /** What it has sent, and has no answer to; null: it is done. */
  Object said() {
    return said;
  }

  /** The answer arrives; null: the connection is broken. */
  void resume(Object answer) {
    heard = answer;
    said = null;
    turnOfErrand.release();
    giveTurn();
  }

  /** On the thread of the errand: sends a request and waits for its answer. */
  Object send(Object sent) throws IOException {
    said = sent;
    turnOfOwner.release();
    turnOfErrand.acquireUninterruptibly();
    if (heard == null) throw new IOException("the connection was broken");
    return heard;
  }

  private void runOnThread(Work work) {
    RUNNING.set(this);
    try {
      work.run();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    RUNNING.remove();
    turnOfOwner.release();
  }

  private void giveTurn() {
    turnOfOwner.acquireUninterruptibly();
    if (failure != null) throw new IllegalStateException("what Kafka does has failed: " + failure, failure);
  }
}
