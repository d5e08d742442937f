import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.controller.ActiveController;
import org.apache.kafka.metadata.properties.MetaPropertiesVersion;

/** The file meta.properties, with which a log directory begins. */
final class MetaProperties {
  private MetaProperties() {}

  static void write(int broker, Uuid directory, File folder) {
    org.apache.kafka.metadata.properties.MetaProperties properties =
        new org.apache.kafka.metadata.properties.MetaProperties.Builder()
            .setVersion(MetaPropertiesVersion.V1)
            .setClusterId(ActiveController.CLUSTER)
            .setNodeId(broker)
            .setDirectoryId(directory)
            .build();
    try {
      Files.createDirectories(folder.toPath());
      try (Writer file = Files.newBufferedWriter(new File(folder, "meta.properties").toPath())) {
        properties.toProperties().store(file, "");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
