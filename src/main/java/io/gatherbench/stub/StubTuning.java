package io.gatherbench.stub;

import java.util.List;

/**
 * Settings of Netty that are system properties, read when its classes are loaded. They leave out
 * checks that a stub on a private network does not need. Only a process whose purpose is to be a
 * stub makes them.
 */
public final class StubTuning {

  private static final List<String> OFF =
      List.of("io.netty.buffer.checkBounds", "io.netty.buffer.checkAccessible");

  private StubTuning() {}

  /** Makes the settings, except those that the user has made. */
  public static void apply() {
    OFF.forEach(property -> set(property, "false"));
    set("io.netty.leakDetection.level", "disabled");
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
