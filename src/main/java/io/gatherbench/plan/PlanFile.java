package io.gatherbench.plan;

import io.gatherbench.results.Machine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.TargetJdk;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps a matrix in a folder, so that it can be gone on with. */
public final class PlanFile {

  /** Its name in the folder. */
  static final String NAME = "plan.json";

  private static final int VERSION = 1;

  private PlanFile() {}

  /** Writes the matrix into a folder that has none, whole or not at all. */
  public static void write(Plan matrix, Path folder) throws IOException {
    JsonArray arms = new JsonArray();
    for (Variant arm : matrix.arms()) {
      Set<Integer> lacking = new TreeSet<>(matrix.lacking().get(arm.name()));
      arms.add(
          new JsonObject()
              .put("name", arm.name())
              .put("java", arm.jdk().executable())
              .put("feature", arm.jdk().feature())
              .put("version", arm.jdk().version())
              .put("vm", arm.jdk().vm())
              .put("gc", arm.jdk().gc())
              .put("flags", new JsonArray(arm.flags()))
              .put("lacking", new JsonArray(List.copyOf(lacking))));
    }
    JsonArray cells = new JsonArray();
    for (PlannedCell cell : matrix.cells()) {
      cells.add(
          new JsonObject()
              .put("benchmark", cell.benchmark())
              .put("parameters", new JsonObject(new LinkedHashMap<>(cell.parameters())))
              .put("seconds", cell.foreseenSeconds()));
    }
    Machine machine = matrix.machine();
    JsonObject json =
        new JsonObject()
            .put("gatherbench_plan", VERSION)
            .put("run", matrix.run())
            .put("arguments", new JsonArray(matrix.arguments()))
            .put("jmh", new JsonArray(matrix.jmh()))
            .put("seed", matrix.seed())
            .put("rounds", matrix.rounds())
            .put("shard", matrix.shard().toString())
            .put("limit_seconds", matrix.limitSeconds())
            .put("costs", matrix.costs())
            .put("jar", matrix.jar())
            .put("commit", matrix.commit())
            .put(
                "machine",
                new JsonObject()
                    .put("host", machine.host())
                    .put("os", machine.os())
                    .put("cpu", machine.cpu())
                    .put("cores", machine.cores())
                    .put("memory_mb", machine.memoryMb()))
            .put("host_jdk", matrix.hostJdk())
            .put("arms", arms)
            .put("cells", cells);
    Path draft = folder.resolve(NAME + ".part");
    try (FileChannel file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes =
          ByteBuffer.wrap((json.encodePrettily() + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(draft, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a folder's matrix.
   *
   * @throws UnusableInputException if the folder has none
   */
  public static Plan read(Path folder) throws UnusableInputException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new UnusableInputException("--resume", folder.toString(), "a folder with a " + NAME);
    }
    try {
      return matrix(new JsonObject(Files.readString(file)));
    } catch (IOException
        | DecodeException
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException e) {
      throw new UnusableInputException(
          "--resume", folder.toString(), "a folder with a readable " + NAME);
    }
  }

  private static Plan matrix(JsonObject json) throws UnusableInputException {
    if (json.getInteger("gatherbench_plan") != VERSION) {
      throw new IllegalArgumentException("another version");
    }
    List<Variant> arms = new ArrayList<>();
    Map<String, Set<Integer>> lacking = new LinkedHashMap<>();
    for (Object entry : json.getJsonArray("arms")) {
      JsonObject arm = (JsonObject) entry;
      TargetJdk jdk =
          new TargetJdk(
              arm.getString("java"),
              arm.getInteger("feature"),
              arm.getString("version"),
              arm.getString("vm"),
              arm.getString("gc"));
      arms.add(new Variant(arm.getString("name"), jdk, texts(arm.getJsonArray("flags"))));
      Set<Integer> cells = new HashSet<>();
      arm.getJsonArray("lacking").forEach(index -> cells.add((Integer) index));
      lacking.put(arm.getString("name"), cells);
    }
    List<PlannedCell> cells = new ArrayList<>();
    for (Object entry : json.getJsonArray("cells")) {
      JsonObject cell = (JsonObject) entry;
      Map<String, String> parameters = new TreeMap<>();
      JsonObject values = cell.getJsonObject("parameters");
      values.fieldNames().forEach(name -> parameters.put(name, values.getString(name)));
      cells.add(
          new PlannedCell(cell.getString("benchmark"), parameters, cell.getDouble("seconds")));
    }
    JsonObject machine = json.getJsonObject("machine");
    return new Plan(
        json.getString("run"),
        texts(json.getJsonArray("arguments")),
        texts(json.getJsonArray("jmh")),
        json.getLong("seed"),
        json.getInteger("rounds"),
        Shard.parse(json.getString("shard"), Map.of()),
        json.getInteger("limit_seconds"),
        json.getBoolean("costs"),
        json.getString("jar"),
        json.getString("commit"),
        new Machine(
            machine.getString("host"),
            machine.getString("os"),
            machine.getString("cpu"),
            machine.getInteger("cores"),
            machine.getLong("memory_mb")),
        json.getString("host_jdk"),
        List.copyOf(arms),
        List.copyOf(cells),
        lacking);
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
