package io.gatherbench.profile.stacks;

/**
 * One frame of a stack.
 *
 * @param name class and method with dots, or a native function
 * @param mark how the profiler marks the kind, such as {@code _[j]}; empty for native code
 */
public record Frame(String name, String mark) {

  private static final int MARK_LENGTH = 4;

  /** Reads a frame as it stands in collapsed stacks; its name becomes {@link FrameNames}' own. */
  static Frame parse(String text) {
    int end = text.length() - MARK_LENGTH;
    boolean marked = end > 0 && text.startsWith("_[", end) && text.endsWith("]");
    return marked
        ? new Frame(FrameNames.stable(text.substring(0, end)), text.substring(end))
        : new Frame(FrameNames.stable(text), "");
  }

  /** Whether it is the kernel's. */
  boolean isKernel() {
    return mark.equals("_[k]");
  }

  /** Whether it is code of a Java class, compiled or not. */
  boolean isJava() {
    return !mark.isEmpty() && !isKernel();
  }

  /** As it stands in collapsed stacks. */
  String text() {
    return name + mark;
  }
}
