package io.gatherbench.run.record;

import io.gatherbench.results.RunInfo;

/**
 * Takes what one fork measures, as iterations of the JMH in this process or as rows.
 *
 * @param info the columns that all rows of the fork share
 * @param iterations takes iterations of JMH's
 * @param rows takes what was measured without the JMH of this process
 */
public record ForkSink(RunInfo info, IterationSink iterations, RowRecorder rows) {}
