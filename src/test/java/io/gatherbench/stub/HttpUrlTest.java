package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {

  @ParameterizedTest
  @CsvSource({
    "HTTP://Host:80/A?b=C, http://Host:80/A?b=C",
    "hTTps://host, https://host",
    "http://[::1]:8080, http://[::1]:8080",
    "http://10.0.0.1:1, http://10.0.0.1:1"
  })
  void theSchemeMayBeInCapitals(String text, String url) {
    assertThat(HttpUrl.parse(text)).hasToString(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://my_stub:8080    | no host name with '_'",
        "http://bücher.example/ | in ASCII the host is xn--bcher-kva.example",
        "http://a:b@host:80     | it has a user",
        "http://host:70000      | ports are 1 to 65535",
        "http://host:99999999   | ports are 1 to 65535",
        "http://host:0          | ports are 1 to 65535",
        "http://host:8o         | ports are 1 to 65535",
        "http://-a.b            | '-a.b' is no name of a host",
        "http://h#part          | what follows # is not sent",
        "http:///path           | it has no host",
        "http://[::1            | no URL: ",
        "http://my stub         | no URL: Illegal character",
        "http:host              | it has no host",
        "ftp://host             | it begins with neither http:// nor https://",
        "host:80                | it begins with neither http:// nor https://",
      })
  void whatIsWrongIsSaid(String text, String expected) {
    assertThatThrownBy(() -> HttpUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }
}
