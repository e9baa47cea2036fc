package io.gatherbench.plan;

import java.util.List;

/** A JDK with the flags of its forks, under a name that is unique in its plan. */
public record Variant(String name, TargetJdk jdk, List<String> flags) {}
