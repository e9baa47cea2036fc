package io.gatherbench.run.record;

import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes what one fork measures, as iterations of the JMH in this process or as rows.
 *
 * @param info the columns that all rows of the fork share
 */
public record ForkSink(RunInfo info, IterationSink iterations, Consumer<List<Row>> rows) {}
