package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ComponentsPictureTest {

  private static final String KERNEL = "a.A.a_[j];send_[k] ";
  private static final String VERTX = "io.vertx.A.a_[j] ";

  @Test
  void partsAreAsLongAsTheirCosts() throws Exception {
    Document picture =
        picture(
            cell("EVENT_LOOP", 10, KERNEL + 750, VERTX + 250),
            cell("VIRTUAL_THREADS", 40, KERNEL + 100, "java.net.http.A.a_[j] 300"));
    List<Double> bars = widths(picture, "18.0");
    double unit = bars.get(0) / 7.5;
    assertThat(bars).hasSize(6);
    assertThat(bars.get(2)).as("Vert.x, 2.5 µs").isCloseTo(2.5 * unit, within(1.0));
    assertThat(bars.get(3)).as("the kernel, 10 µs").isCloseTo(10 * unit, within(1.0));
    assertThat(bars.get(4)).as("the JDK's client, 30 µs").isCloseTo(30 * unit, within(1.0));
    assertThat(texts(picture))
        .contains("µs of processor time a request: 17 Gather 64 requests")
        .contains("EVENT_LOOP", "VIRTUAL_THREADS")
        .contains("kernel", "JDK HTTP client", "Vert.x")
        .contains("10.0", "40.0", "30.0");
  }

  @Test
  void componentsWithoutColourAreDrawnTogether() throws Exception {
    Document picture = picture(cell("X", 100, "[unknown] 100", "[GC Thread#0 tid=1];x 100"));
    assertThat(widths(picture, "18.0")).hasSize(1);
    assertThat(texts(picture)).contains("others").doesNotContain("GC", "unknown");
  }

  @Test
  void unknownCostsGiveNoPicture() {
    assertThat(ComponentsPicture.of(List.of(), ProfileEvent.CPU)).isEmpty();
    List<ProfiledCell> cells = List.of(cell("X", Double.NaN, KERNEL + 5));
    assertThat(ComponentsPicture.of(cells, ProfileEvent.CPU)).isEmpty();
    assertThat(ComponentsPicture.of(List.of(cell("X", 1, KERNEL + 5)), ProfileEvent.ALLOC))
        .isEmpty();
  }

  private static List<Double> widths(Document picture, String height) {
    List<Double> widths = new ArrayList<>();
    NodeList all = picture.getElementsByTagName("rect");
    for (int i = 0; i < all.getLength(); i++) {
      Element rectangle = (Element) all.item(i);
      if (rectangle.getAttribute("height").equals(height)) {
        widths.add(Double.parseDouble(rectangle.getAttribute("width")));
      }
    }
    return widths;
  }

  private static List<String> texts(Document picture) {
    List<String> texts = new ArrayList<>();
    NodeList all = picture.getElementsByTagName("text");
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent());
    }
    return texts;
  }

  private static Document picture(ProfiledCell... cells) throws Exception {
    String text = ComponentsPicture.of(List.of(cells), ProfileEvent.CPU).orElseThrow();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ProfiledCell cell(String strategy, double cost, String... stacks) {
    return SampleProfiles.cell("17", strategy, cost, stacks);
  }
}
