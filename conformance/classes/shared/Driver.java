import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Properties;
import org.apache.kafka.common.utils.Utils;

/** The driver of Kafka's own classes: the protocol of conformance/protocol.ts on standard input and output. */
public final class Driver {
  private final ObjectMapper json = new ObjectMapper();
  private final Steps steps = new Steps();
  private final File folder;
  private World world;
  private File worldFolder;
  private int worlds = 0;

  private Driver(File folder) {
    this.folder = folder;
  }

  /** The argument is the folder for everything that it writes. It is removed at the end, also where the process is told to end. */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = new PrintStream(System.out, false, "UTF-8");
    System.setOut(System.err); // What Kafka prints is for people.
    File folder = new File(arguments[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
    new Driver(folder).run(answers);
    System.exit(0); // Kafka leaves threads behind.
  }

  private void run(PrintStream answers) throws IOException {
    answers.println(json.writeValueAsString(greeting()));
    answers.flush();
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(json.writeValueAsString(reply(line)));
      if (!requests.ready()) answers.flush();
    }
  }

  private ObjectNode greeting() throws IOException {
    ObjectNode greeting = json.createObjectNode();
    greeting.put("driver", "classes");
    greeting.put("kafka", version());
    ArrayNode names = greeting.putArray("steps");
    steps.names().forEach(names::add);
    return greeting;
  }

  /** The release, as its jars say. */
  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Driver.class.getResourceAsStream("/kafka/kafka-version.properties")) {
      properties.load(file);
    }
    return properties.getProperty("version");
  }

  private ObjectNode reply(String line) {
    ObjectNode reply = json.createObjectNode();
    try {
      JsonNode request = json.readTree(line);
      if (request.get("do").asText().equals("reset")) reset(request.get("world"));
      else if (world == null) throw new IllegalStateException("there is no world: reset comes first");
      else steps.take(world, request);
      reply.set("observation", new Observer(world).observation());
    } catch (Refused refused) {
      reply.put("refused", refused.step).put("why", refused.getMessage());
    } catch (Throwable failure) {
      failure.printStackTrace(new PrintWriter(System.err, true));
      reply.put("error", String.valueOf(failure.getMessage() == null ? failure : failure.getMessage()));
    }
    return reply;
  }

  private static void remove(File folder) {
    try {
      Utils.delete(folder);
    } catch (IOException left) {
      System.err.println(folder + " is left: " + left);
    }
  }

  /** A new world in a folder of its own; the folder of the one before is removed. */
  private void reset(JsonNode asked) throws IOException {
    if (world != null) {
      world.close();
      Utils.delete(worldFolder);
    }
    worldFolder = new File(folder, "world-" + worlds++);
    Files.createDirectories(worldFolder.toPath());
    world = new World(new Topic(asked), worldFolder);
  }
}
