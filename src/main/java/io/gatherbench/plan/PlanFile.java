package io.gatherbench.plan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes plans as JSON: {@code plan.json}, or {@code NAME.plan.json} beside others. */
public final class PlanFile {

  /** The name of the only plan of a folder, and the end of the names where there are several. */
  public static final String NAME = "plan.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private PlanFile() {}

  /** Writes a plan, whole or not at all. */
  public static void write(Plan plan, Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      String json = MAPPER.writeValueAsString(plan) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a plan.
   *
   * @throws UnusableInputException if the file is no readable plan
   */
  public static Plan read(Path file) throws UnusableInputException {
    String allowed = "a folder with a readable " + NAME;
    try {
      Plan plan = MAPPER.readValue(Files.readString(file), Plan.class);
      if (plan.format() == Plan.FORMAT) {
        return plan;
      }
    } catch (JacksonException e) {
      throw new UnusableInputException(
          "--resume", file.toString(), allowed + " (" + e.getOriginalMessage() + ")");
    } catch (IOException e) {
      throw new UnusableInputException("--resume", file.toString(), allowed);
    }
    throw new UnusableInputException(
        "--resume", file.toString(), allowed + " of format " + Plan.FORMAT);
  }

  private static boolean isPlan(Path file) {
    return file.getFileName().toString().matches("(.*\\.)?plan\\.json");
  }

  /**
   * Returns the plan files at a path.
   *
   * @param given a plan's file, or a folder
   * @return one or more
   * @throws UnusableInputException if there is none
   */
  public static List<Path> find(Path given) throws UnusableInputException {
    if (Files.isRegularFile(given) && isPlan(given)) {
      return List.of(given);
    }
    try (Stream<Path> files = Files.isDirectory(given) ? Files.list(given) : Stream.empty()) {
      List<Path> plans = files.filter(PlanFile::isPlan).sorted().toList();
      if (!plans.isEmpty()) {
        return plans;
      }
    } catch (IOException e) {
      throw new UnusableInputException("--resume", given.toString(), "a folder that can be read");
    }
    throw new UnusableInputException(
        "--resume", given.toString(), "a folder with a " + NAME + ", or a file NAME." + NAME);
  }
}
