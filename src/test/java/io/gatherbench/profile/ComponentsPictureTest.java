package io.gatherbench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.Stacks;
import io.gatherbench.report.text.DistinctLabels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a request costs, by component, in a picture. */
class ComponentsPictureTest {

  private static final String KERNEL = "a.A.a_[j];send_[k] ";
  private static final String VERTX = "io.vertx.A.a_[j] ";

  @TempDir Path folder;

  @Test
  void partsAreAsLongAsWhatTheyCostARequest() throws Exception {
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
  void whatHasNoColourOfItsOwnIsDrawnTogether() throws Exception {
    Document picture = picture(cell("X", 100, "[unknown] 100", "[GC Thread#0 tid=1];x 100"));
    assertThat(widths(picture, "18.0")).hasSize(1);
    assertThat(texts(picture)).contains("others").doesNotContain("GC", "unknown");
  }

  @Test
  void thereIsNoneWhereCostsAreNotKnown() throws Exception {
    assertThat(ComponentsPicture.of(List.of(), ProfileEvent.CPU)).isEmpty();
    List<ProfiledCell> cells = List.of(cell("X", Double.NaN, KERNEL + 5));
    assertThat(ComponentsPicture.of(cells, ProfileEvent.CPU)).isEmpty();
    assertThat(ComponentsPicture.of(List.of(cell("X", 1, KERNEL + 5)), ProfileEvent.ALLOC))
        .isEmpty();
  }

  @Test
  void namesOfCellsAreWithoutWhatAllHaveInCommon() {
    assertThat(DistinctLabels.of(List.of("17 A.b POOL, 64 requests", "21 A.b LOOP, 64 requests")))
        .isEqualTo(new DistinctLabels(List.of("17 POOL", "21 LOOP"), "A.b 64 requests"));
    assertThat(DistinctLabels.of(List.of("17 A")))
        .isEqualTo(new DistinctLabels(List.of("17 A"), ""));
    assertThat(DistinctLabels.of(List.of("17 A", "17 A b")))
        .isEqualTo(new DistinctLabels(List.of("", "b"), "17 A"));
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

  private ProfiledCell cell(String strategy, double cost, String... stacks) throws IOException {
    Path file = Files.createTempFile(folder, "some", ".collapsed");
    Files.write(file, List.of(stacks));
    Stacks read = Stacks.read(file);
    HotMethods methods = HotMethods.of(read, ProfileEvent.CPU);
    return new ProfiledCell(
        "17",
        "Gather " + strategy + ", 64 requests",
        "b",
        Map.of("strategy", strategy),
        1,
        List.of(new CellProfile(ProfileEvent.CPU, read, methods, cost, "stem")),
        1,
        1,
        "ms",
        "",
        Optional.empty());
  }
}
