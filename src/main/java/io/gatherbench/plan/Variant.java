package io.gatherbench.plan;

import io.gatherbench.run.jdk.TargetJdk;
import java.util.List;

/**
 * One of several JDKs that are compared: a JDK with flags. The same JDK with other flags is another
 * arm.
 *
 * @param name what it is called, in file names and reports; no other arm has it
 * @param jdk what it runs on
 * @param flags the flags that its forks get
 */
public record Variant(String name, TargetJdk jdk, List<String> flags) {}
