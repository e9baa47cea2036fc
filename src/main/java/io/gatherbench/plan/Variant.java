package io.gatherbench.plan;

import java.util.List;

/**
 * A JDK with flags, on which a plan's cells are measured. The same JDK with other flags is another
 * variant.
 *
 * @param name unique in its plan; used in file names and reports
 * @param jdk the JDK
 * @param flags the flags that its forks get
 */
public record Variant(String name, TargetJdk jdk, List<String> flags) {}
