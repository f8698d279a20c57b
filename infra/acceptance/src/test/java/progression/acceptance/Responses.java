package progression.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What students answered, in order, and on which skills.
 *
 * @param skills number to name
 * @param all student by student, each in her order
 */
record Responses(Map<Integer, String> skills, List<Response> all) {

  /** One answer: the {@code order}-th of the student, right or wrong. */
  record Response(String student, int order, int skill, boolean correct) {}

  /** The ASSISTments 2009 set in the folder, or a generated one of the same shape. */
  static Responses in(Path folder) {
    Path set = folder.resolve("assistments2009");
    if (Files.isDirectory(set)) {
      return read(set);
    }
    System.out.println("No real data in " + folder + ": this run uses a generated set.");
    return generated();
  }

  Set<String> students() {
    Set<String> students = new TreeSet<>();
    all.forEach(response -> students.add(response.student()));
    return students;
  }

  /** Per student the codes of the skills with so many correct answers in a row on that skill. */
  Map<String, Set<String>> inARow(int n) {
    Map<String, Set<String>> mastered = new TreeMap<>();
    Map<String, Map<Integer, Integer>> runs = new TreeMap<>();
    for (Response response : all) {
      mastered.computeIfAbsent(response.student(), none -> new TreeSet<>());
      Map<Integer, Integer> run = runs.computeIfAbsent(response.student(), none -> new TreeMap<>());
      int inARow = response.correct() ? run.getOrDefault(response.skill(), 0) + 1 : 0;
      run.put(response.skill(), inARow);
      if (inARow == n) {
        mastered.get(response.student()).add(Curriculum.code(response.skill()));
      }
    }
    return mastered;
  }

  private static Responses read(Path set) {
    try {
      Map<Integer, String> skills = new TreeMap<>();
      for (String line : lines(set.resolve("skills.csv"))) {
        int comma = line.indexOf(',');
        skills.put(Integer.valueOf(line.substring(0, comma)), unquoted(line.substring(comma + 1)));
      }
      List<Response> all = new ArrayList<>();
      for (String line : lines(set.resolve("responses.csv"))) {
        String[] cells = line.split(",", -1);
        all.add(
            new Response(
                cells[0],
                Integer.parseInt(cells[1]),
                Integer.parseInt(cells[2]),
                cells[3].equals("1")));
      }
      return new Responses(skills, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).filter(line -> !line.isBlank()).toList();
  }

  private static String unquoted(String cell) {
    return cell.startsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
        : cell;
  }

  private static Responses generated() {
    Random random = new Random(2009);
    Map<Integer, String> skills = new TreeMap<>();
    for (int skill = 1; skill <= 40; skill++) {
      skills.put(skill, "Generated skill " + skill);
    }
    List<Response> all = new ArrayList<>();
    for (int student = 0; student < 300; student++) {
      double ability = 0.3 + 0.6 * random.nextDouble();
      int answers = 1 + random.nextInt(120);
      for (int order = 0; order < answers; order++) {
        int skill = 1 + random.nextInt(1 + random.nextInt(40));
        boolean correct = random.nextDouble() < ability;
        all.add(new Response("gen-%04d".formatted(student), order, skill, correct));
      }
    }
    return new Responses(skills, all);
  }
}
