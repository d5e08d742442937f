import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.internal.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/** The log directory of a broker that has not loaded it, read and spoiled as files. */
final class Disk {
  private final File folder;

  Disk(File folder) {
    this.folder = folder;
  }

  /** The line of a partition in a checkpoint file; 0 where there is none. */
  long checkpoint(String file, int partition) {
    for (String line : lines(new File(folder, file))) {
      String[] words = line.split(" ");
      if (words.length == 3 && words[0].equals(Topic.NAME) && words[1].equals("" + partition))
        return Long.parseLong(words[2]);
    }
    return 0;
  }

  /** The batches of a partition, of all its segments. */
  List<RecordBatch> batches(int partition) {
    List<RecordBatch> found = new ArrayList<>();
    for (File segment : segments(partition)) {
      try (FileRecords records = FileRecords.open(segment, false)) {
        for (RecordBatch batch : Batches.copied(records).batches()) found.add(batch);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
    return found;
  }

  /**
   * The machine has lost power: what was not flushed is gone from this offset on. Kafka flushes when it rolls a segment and when it
   * stops cleanly, so what is below the checkpointed recovery point is safe.
   */
  void loseFrom(int partition, long offset) {
    if (offset < checkpoint("recovery-point-offset-checkpoint", partition)) return;
    for (File segment : segments(partition)) {
      try (FileRecords records = FileRecords.open(segment)) {
        for (FileChannelRecordBatch batch : records.batches()) {
          if (batch.baseOffset() < offset) continue;
          records.truncateTo(batch.position());
          break;
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private List<File> segments(int partition) {
    File[] files = new File(folder, Topic.partition(partition).toString()).listFiles();
    List<File> segments = new ArrayList<>();
    if (files != null) for (File file : files) if (file.getName().endsWith(".log")) segments.add(file);
    segments.sort(null);
    return segments;
  }

  private static List<String> lines(File file) {
    try {
      return file.exists() ? Files.readAllLines(file.toPath()) : List.of();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
