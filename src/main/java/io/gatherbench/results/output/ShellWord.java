package io.gatherbench.results.output;

/** Words of command lines that are printed for people to copy. */
public final class ShellWord {

  private ShellWord() {}

  /** Returns a word as shells read it, in quotes if it needs them; line ends become blanks. */
  public static String quoted(Object word) {
    String text = word.toString();
    return text.matches("[\\p{Alnum}_./:=,@%+-]+")
        ? text
        : "'" + text.replaceAll("\\s*\\R\\s*", " ").replace("'", "'\\''") + "'";
  }
}
