package io.gatherbench.plan;

/**
 * The JDK that forks run on, as it described itself; it need not be the one that hosts the run.
 *
 * @param feature its feature release, such as 25
 * @param version its Java version, such as {@code 25.0.1}
 * @param vm name and full version of its virtual machine
 * @param gc the garbage collector that it takes with the flags given, such as {@code G1}
 * @param resources what it sees of the machine with the flags given
 */
public record TargetJdk(
    String executable, int feature, String version, String vm, String gc, JvmResources resources) {}
