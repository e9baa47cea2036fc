package io.gatherbench.profile.stacks;

/**
 * One frame of a stack.
 *
 * @param name class and method with dots, or a native function
 * @param mark the profiler's mark of the kind, such as {@code _[j]}; empty for native code
 */
public record Frame(String name, String mark) {

  private static final int MARK_LENGTH = 4;

  /** Parses a frame of collapsed stacks; its name becomes {@link FrameNames#stable}. */
  static Frame parse(String text) {
    int end = text.length() - MARK_LENGTH;
    boolean marked = end > 0 && text.startsWith("_[", end) && text.endsWith("]");
    return marked
        ? new Frame(FrameNames.stable(text.substring(0, end)), text.substring(end))
        : new Frame(FrameNames.stable(text), "");
  }

  boolean isKernel() {
    return mark.equals("_[k]");
  }

  /** Returns whether it is code of a Java class, compiled or not. */
  boolean isJava() {
    return !isNative() && !isKernel();
  }

  boolean isNative() {
    return mark.isEmpty();
  }

  /** Returns the frame as collapsed stacks have it. */
  String text() {
    return name + mark;
  }
}
