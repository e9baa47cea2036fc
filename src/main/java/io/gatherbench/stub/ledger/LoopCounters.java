package io.gatherbench.stub.ledger;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one event loop hands over when the ledger is read; merged with the others' at once. */
record LoopCounters(
    LoopSnapshot reading,
    long answered,
    long aborted,
    long broken,
    long connectionsOpened,
    int connectionsOpen,
    int timers,
    Map<String, Map<String, Long>> endpoints,
    Histogram lateness,
    long wallNanos) {}
