package progression.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import progression.event.EventCatalog;
import progression.event.LearnerEnrolled;
import progression.kernel.LearnerId;
import progression.ledger.TagText;

class PartitionsTest {

  @Test
  void a_learner_takes_the_partition_that_kafka_itself_would_choose() {
    for (String name : List.of("S-1001", "S/1 ü", "%2F", "学")) {
      LearnerId learner = new LearnerId(name);
      assertThat(Partitions.of("demo", learner, 6))
          .isEqualTo(BuiltInPartitioner.partitionForKey(Partitions.key("demo", learner), 6));
    }
  }

  @Test
  void many_learners_use_all_partitions() {
    Set<Integer> used =
        IntStream.range(0, 200)
            .mapToObj(n -> Partitions.of("demo", new LearnerId("S-" + n), 6))
            .collect(Collectors.toSet());
    assertThat(used).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
  }

  @Test
  void an_event_s_tags_name_its_learner_exactly() {
    for (String name : List.of("S-1001", "a/b", "a%2Fb", "100%", "x=y")) {
      LearnerId learner = new LearnerId(name);
      List<String> tags =
          EventCatalog.tags(new LearnerEnrolled(learner)).stream().map(TagText::of).toList();
      assertThat(Partitions.learner(tags)).isEqualTo(learner);
    }
  }

  @Test
  void reference_data_names_no_learner() {
    assertThat(Partitions.learner(List.of("framework=math", "learner/competency=a/b"))).isNull();
  }
}
