package progression.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TagTest {

  private static final String ALPHABET = "a/%2F5";

  @Test
  void a_slash_inside_an_id_is_not_the_slash_between_two() {
    assertThat(tag("a/b", "c")).isNotEqualTo(tag("a", "b/c"));
    assertThat(tag("a/b", "c").value()).isEqualTo("a%2Fb/c");
    assertThat(tag("a%2Fb", "c")).isNotEqualTo(tag("a/b", "c"));
  }

  @Test
  void different_pairs_never_make_the_same_tag() {
    Map<Tag, List<String>> seen = new HashMap<>();
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      List<String> pair = List.of(id(random), id(random));
      List<String> other = seen.putIfAbsent(tag(pair.get(0), pair.get(1)), pair);
      assertThat(other == null ? pair : other).isEqualTo(pair);
    }
    assertThat(seen).hasSizeGreaterThan(5_000);
  }

  @Test
  void the_last_part_is_the_id_it_was_made_of() {
    Random random = new Random(44);
    for (int i = 0; i < 5_000; i++) {
      String id = id(random);
      assertThat(tag(id(random), id).lastPart()).isEqualTo(id);
      assertThat(Tag.policy(new PolicyId(id)).lastPart()).isEqualTo(id);
    }
  }

  @Test
  void different_ids_never_make_the_same_tag() {
    for (Function<String, Tag> kind :
        List.<Function<String, Tag>>of(
            id -> Tag.learner(new LearnerId(id)),
            id -> Tag.evidence(new EvidenceId(id)),
            id -> Tag.framework(new FrameworkId(id)),
            id -> Tag.policy(new PolicyId(id)),
            id -> Tag.pathway(new PathwayId(id)))) {
      Map<Tag, String> seen = new HashMap<>();
      Random random = new Random(43);
      for (int i = 0; i < 5_000; i++) {
        String id = id(random);
        String other = seen.putIfAbsent(kind.apply(id), id);
        assertThat(other == null ? id : other).isEqualTo(id);
      }
    }
  }

  @Test
  void the_same_name_of_another_kind_is_another_tag() {
    assertThat(
            Stream.of(
                    Tag.learner(new LearnerId("x")),
                    Tag.evidence(new EvidenceId("x")),
                    Tag.framework(new FrameworkId("x")),
                    Tag.policy(new PolicyId("x")),
                    Tag.pathway(new PathwayId("x")),
                    tag("x", "x"))
                .distinct())
        .hasSize(6);
  }

  private static Tag tag(String learner, String competency) {
    return Tag.learnerCompetency(new LearnerId(learner), new CompetencyId(competency));
  }

  private static String id(Random random) {
    StringBuilder id = new StringBuilder();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
