package io.gatherbench.profile.stacks;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One frame of a stack.
 *
 * @param name class and method with dots, or a native function; the same in all runs and JDKs
 * @param mark the profiler's mark of the kind, such as {@code _[j]}; empty for native code
 */
public record Frame(String name, String mark) {

  private static final int MARK_LENGTH = 4;

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String regex, String replacement) {
      return new Rule(Pattern.compile(regex), replacement);
    }
  }

  /** Parts of names that differ by run or by JDK, and their replacements. */
  private static final List<Rule> RULES =
      List.of(
          // Foo$$Lambda$12/0x00007f, Foo$$Lambda$12.0x00007f, Foo$$Lambda/0x00007f,
          // Foo$$Lambda.0x7f
          Rule.of("\\$\\$Lambda(\\$\\d+)?([./+]0x[0-9a-fA-F]+|/\\d+)?(\\.\\d+)?", "\\$\\$Lambda"),
          // LambdaForm$MH/0x0000000800c1, LambdaForm$DMH.0x7f, and other hidden classes
          Rule.of("[./+]0x[0-9a-fA-F]{4,}(\\.\\d+)?", ""),
          Rule.of("\\blambda\\$([\\w$]+?)\\$\\d+$", "lambda\\$$1"),
          Rule.of(
              "(Generated(Method|Constructor|SerializationConstructor)Accessor|\\$Proxy)\\d+",
              "$1"),
          // 17 reflects through the first two of these, 18 and later through the third.
          Rule.of(
              "jdk\\.internal\\.reflect\\.(NativeMethodAccessorImpl|DelegatingMethodAccessorImpl"
                  + "|GeneratedMethodAccessor|DirectMethodHandleAccessor)\\.invoke0?",
              "jdk.internal.reflect.MethodAccessor.invoke"),
          // On some JDKs the array's type has a method of its own.
          Rule.of("^java\\.util\\.Arrays\\.copyOfRange[A-Z]\\w+$", "java.util.Arrays.copyOfRange"),
          Rule.of("@@?GLIBC_[\\d.]+$", ""),
          // A library without symbols is seen as a file, which lies elsewhere on another machine.
          Rule.of("^/.*/([^/]+\\.so[.\\d]*)$", "$1"));

  /** Frames that stand between the same two on some JDKs, and on others do not. */
  private static final Pattern GLUE =
      Pattern.compile(
          "java\\.lang\\.Thread\\.runWith"
              + "|java\\.lang\\.System\\$\\d+\\.(un)?parkVirtualThread"
              + "|jdk\\.internal\\.misc\\.VirtualThreads\\.\\w+"
              + "|sun\\.nio\\.ch\\.(\\w+\\.impl[A-Z]\\w*|\\w*Dispatcher\\w*\\.\\w+)"
              + "|Java_sun_nio_ch_\\w+"
              + "|java\\.util\\.concurrent\\.SynchronousQueue\\$?\\w*\\.(xfer\\w*|transfer)"
              + "|jdk\\.internal\\.net\\.http\\.HttpClientImpl\\$DelegatingExecutor"
              + "\\.ensureExecutedAsync"
              + "|jdk\\.internal\\.reflect\\.\\w+\\.\\w+"
              + "|(GangWorker|WorkerThread)::\\w+"
              + "|.* \\((stub gen|C2 runtime|C1 runtime)\\)|StubRoutines.*"
              + "|I2C/C2I adapters|call_stub"
              + "|thread_native_entry|start_thread|clone3?|libc\\.so\\.6");

  static Frame parse(String text) {
    int end = text.length() - MARK_LENGTH;
    boolean marked = end > 0 && text.startsWith("_[", end) && text.endsWith("]");
    return marked
        ? new Frame(stable(text.substring(0, end)), text.substring(end))
        : new Frame(stable(text), "");
  }

  boolean isKernel() {
    return mark.equals("_[k]");
  }

  boolean isJava() {
    return !isNative() && !isKernel();
  }

  boolean isNative() {
    return mark.isEmpty();
  }

  boolean isGlue() {
    return GLUE.matcher(name).matches();
  }

  String text() {
    return name + mark;
  }

  static String stable(String name) {
    String stable = name;
    for (Rule rule : RULES) {
      stable = rule.pattern().matcher(stable).replaceAll(rule.replacement());
    }
    return stable;
  }
}
