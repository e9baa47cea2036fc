package io.gatherbench.stub.endpoint;

import java.nio.charset.StandardCharsets;

/**
 * The resource that the stub serves: a todo in the shape of the public demo services. Every field
 * is a function of the id, so that a client can detect a wrong response.
 */
public final class Todo {

  private static final String[] VERBS = {
    "answer", "book", "call", "draw", "email", "file", "grade", "hang", "invite", "join", "knit"
  };
  private static final String[] NOUNS = {
    "the accountant", "a boat", "the choir", "two dentists", "an editor", "the florist", "a guide"
  };

  private Todo() {}

  /** Returns the JSON text of one todo, in UTF-8; the id is 1 or more. */
  public static byte[] json(int id) {
    // 11 and 7 are coprime: titles repeat only after 77 ids, so that a wrong response is noticed.
    String title = VERBS[id % VERBS.length] + " " + NOUNS[id % NOUNS.length];
    int user = 1 + (id - 1) / 20;
    String start = "{\"userId\":" + user + ",\"id\":" + id + ",\"title\":\"" + title;
    String text = start + "\",\"completed\":" + (id % 3 == 0) + "}";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
