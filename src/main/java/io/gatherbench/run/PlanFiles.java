package io.gatherbench.run;

import io.gatherbench.plan.Plan;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.ResultFile;
import io.gatherbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a run, which lie beside its plan.
 *
 * @param plan the file of the plan
 */
record PlanFiles(Path plan) {

  /** Returns the folder; an empty path if it is the working folder. */
  Path folder() {
    return plan.toAbsolutePath().getParent().equals(Path.of("").toAbsolutePath())
        ? Path.of("")
        : plan.getParent();
  }

  Path rows(Variant variant) {
    return VariantRows.file(folder(), variant);
  }

  Path environment(Variant variant) {
    return folder().resolve(variant.name() + ".environment.json");
  }

  /** Reads the rows of all variants without those of calibrations. */
  List<Row> measured(Plan of) throws IOException {
    List<Row> measured = new ArrayList<>();
    for (Variant variant : of.variants()) {
      ResultFile.read(
          rows(variant),
          (Row row) -> {
            if (!row.isCalibration()) {
              measured.add(row);
            }
          });
    }
    return measured;
  }

  /** Deletes the plan and what was begun of its rows. */
  void delete(Plan of) throws IOException {
    for (Variant variant : of.variants()) {
      Files.deleteIfExists(rows(variant));
      Files.deleteIfExists(environment(variant));
    }
    Files.deleteIfExists(plan);
  }
}
