package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Deployable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTest {
  @TempDir
  Path folder;

  @Test
  void everyDescriptorOfTheProjectNamesAVerticleAndFollowsItsNeeds() throws Exception {
    List<Descriptor> all = Descriptor.readAll(Path.of("verticles"));
    List<String> names = all.stream().map(Descriptor::name).toList();
    assertThat(names).contains("agent", "queue", "call", "gateway", "simulator");
    for (Descriptor d : all) {
      assertThat(Deployable.class).isAssignableFrom(Class.forName(d.className()));
      assertThat(names).containsAll(d.needs());
      d.needs()
          .forEach(need -> assertThat(names.indexOf(need)).isLessThan(names.indexOf(d.name())));
      assertThat(d.does()).as("what %s does", d.name()).isNotBlank();
    }
  }

  @Test
  void aNeedThatIsNotDeployedHereIsNoHindrance() throws IOException {
    write("edge", "{\"class\":\"x.Y\",\"instances\":1,\"needs\":[\"core\"]}");
    assertThat(Descriptor.readAll(folder)).extracting(Descriptor::name).containsExactly("edge");
  }

  @Test
  void verticlesThatNeedEachOtherAreRefused() throws IOException {
    write("a", "{\"class\":\"x.A\",\"instances\":1,\"needs\":[\"b\"]}");
    write("b", "{\"class\":\"x.B\",\"instances\":1,\"needs\":[\"a\"]}");
    assertThatThrownBy(() -> Descriptor.readAll(folder)).hasMessageContaining("circle");
  }

  @Test
  void aSlipInADescriptorIsTold() throws IOException {
    write("gateway", "{\"clas\":\"x.A\",\"instances\":1}");
    assertThatThrownBy(() -> Descriptor.readAll(folder)).hasMessageContaining("gateway.json");
  }

  private void write(String name, String json) throws IOException {
    Files.writeString(folder.resolve(name + ".json"), json);
  }
}
