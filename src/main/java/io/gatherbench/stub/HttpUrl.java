package io.gatherbench.stub;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads URLs of HTTP servers, and says what is wrong with one. */
public final class HttpUrl {

  private static final int MOST_PORT = 65_535;

  private HttpUrl() {}

  /**
   * Returns the URL that a text is, its scheme in small letters.
   *
   * @throws IllegalArgumentException if it is none that all clients take; the message says why
   */
  public static URI parse(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no URL: " + e.getReason(), e);
    }
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    require(scheme.matches("https?"), "it begins with neither http:// nor https://");
    String authority = String.valueOf(url.getRawAuthority());
    require(url.getRawAuthority() != null, "it has no host");
    require(
        authority.indexOf('@') < 0,
        "it has a user, which clients treat in different ways; a header can carry credentials");
    require(url.getRawFragment() == null, "what follows # is not sent");
    require(url.getHost() != null, trouble(authority));
    require(url.getPort() <= MOST_PORT && url.getPort() != 0, "ports are 1 to " + MOST_PORT);
    return URI.create(scheme + text.substring(scheme.length()));
  }

  /** Returns why Java finds no host in an authority. */
  private static String trouble(String authority) {
    String host = authority.replaceFirst(":[^:\\]]*$", "");
    String port = authority.substring(host.length());
    if (!port.matches("(:\\d{0,5})?")) {
      return "ports are 1 to " + MOST_PORT;
    }
    if (host.contains("_")) {
      return "Java's clients take no host name with '_'; use its IP address or another name";
    }
    String ascii = ascii(host);
    return ascii.equals(host)
        ? "'" + host + "' is no name of a host"
        : "in ASCII the host is " + ascii;
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      return host;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
