package io.gatherbench.stub;

import java.util.List;

/**
 * Settings of Netty that can only be made as system properties, before their classes are loaded.
 * They leave out work that a stub on a private network has no use for. A process whose purpose is
 * to be a stub makes them; a JVM that holds a stub beside other things, such as a test's, is left
 * as it is.
 */
public final class StubTuning {

  private static final List<String> OFF =
      List.of("io.netty.buffer.checkBounds", "io.netty.buffer.checkAccessible");

  private StubTuning() {}

  /** Makes the settings, except where the user has made them already. */
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
