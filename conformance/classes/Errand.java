import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;

/**
 * What a fetcher thread does from the request that it sends to the end of its work with the answer. Between the two it waits, as
 * many steps as it takes. It runs on a thread of its own, and whoever starts or resumes it waits meanwhile: only one thread runs
 * at any time.
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
  private AbstractRequest request;
  private AbstractResponse response;
  private Throwable failure;

  /** Runs until it sends a request, or to its end. */
  static Errand run(Work work) {
    Errand errand = new Errand();
    THREADS.execute(() -> errand.runOnThread(work));
    errand.giveTurn();
    return errand;
  }

  /** The errand that this thread runs. */
  static Errand running() {
    return RUNNING.get();
  }

  /** What it has sent, and has no answer to; null: it is done. */
  AbstractRequest request() {
    return request;
  }

  /** The answer arrives; null: the connection is broken. */
  void resume(AbstractResponse answer) {
    response = answer;
    request = null;
    turnOfErrand.release();
    giveTurn();
  }

  /** On the thread of the errand: sends a request and waits for its answer. */
  AbstractResponse send(AbstractRequest sent) throws IOException {
    request = sent;
    turnOfOwner.release();
    turnOfErrand.acquireUninterruptibly();
    if (response == null) throw new IOException("the connection was broken");
    return response;
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
    if (failure != null) throw new IllegalStateException("a fetcher thread has died: " + failure, failure);
  }
}
