package io.gatherbench.run.jmh;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Variant;
import io.gatherbench.run.record.ForkSink;
import java.util.function.BooleanSupplier;

/**
 * A fork to run.
 *
 * @param number which fork of its cell and variant, from 1, or {@code Fork.COUNTING}
 * @param limitSeconds after which it is killed
 * @param stopping whether this process is being stopped: a fork that ends then has not failed
 */
public record ForkRequest(
    ForkKind kind,
    Variant variant,
    PlannedCell cell,
    int number,
    long limitSeconds,
    ForkSink sink,
    BooleanSupplier stopping) {}
