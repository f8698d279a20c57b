package progression.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {

  @TempDir Path temp;

  @Test
  void a_missing_directory_is_created_and_says_who_owns_it() throws Exception {
    Path path = temp.resolve("a/b");
    try (DataDirectory directory = DataDirectory.open(path)) {
      assertThat(directory.path()).isEqualTo(path.toRealPath());
      assertThat(Files.readString(path.resolve("lock")))
          .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void another_process_is_refused_and_told_who_holds_the_directory() throws Exception {
    try (OtherProcess other = OtherProcess.start(OtherProcess.HoldsKafka.class, temp)) {
      assertThatThrownBy(() -> DataDirectory.open(temp))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining(temp.toRealPath().toString())
          .hasMessageContaining("in use by process " + other.pid());
      other.kill();
      DataDirectory.open(temp).close();
    }
  }

  @Test
  void a_second_owner_in_the_same_process_is_refused_until_the_first_lets_go() {
    DataDirectory first = DataDirectory.open(temp);
    assertThatThrownBy(() -> DataDirectory.open(temp))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    first.close();
    DataDirectory.open(temp).close();
  }

  @Test
  void a_path_that_is_a_file_is_refused_with_its_name() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining(file.toString());
  }
}
