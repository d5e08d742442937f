import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.Errors;

/** What the producers of one partition were told. Records are named by their values. */
final class Producers {
  private final Map<String, Integer> waiting = new TreeMap<>();
  private final Map<String, Errors> answers = new TreeMap<>();

  void wait(String record, int broker) {
    waiting.put(record, broker);
  }

  void answer(String record, Errors error) {
    waiting.remove(record);
    answers.put(record, error);
  }

  /** The process of this broker has ended: whoever waits there gets no answer. */
  void noAnswerFrom(int broker) {
    waiting.values().removeIf(at -> at == broker);
  }

  List<String> waiting() {
    return new ArrayList<>(waiting.keySet());
  }

  List<String> acknowledged() {
    List<String> found = new ArrayList<>();
    answers.forEach((record, error) -> {
      if (error == Errors.NONE) found.add(record);
    });
    return found;
  }
}
