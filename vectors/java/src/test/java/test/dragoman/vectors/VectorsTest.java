package test.dragoman.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests of the artifact, run with it as a dependency. */
class VectorsTest {
  static List<String> families() {
    return Vectors.families();
  }

  @Test
  void theFamiliesAreSortedAndNoneIsThereTwice() {
    assertTrue(families().size() > 20);
    assertEquals(new HashSet<>(families()).stream().sorted().toList(), families());
  }

  @ParameterizedTest
  @MethodSource("families")
  void aFamilyCountsItsTestsRight(String family) {
    String text = Vectors.load(family);
    int stated = numbers("\"numberOfTests\": (\\d+)", text).get(0);
    assertEquals(IntStream.rangeClosed(1, stated).boxed().toList(), numbers("\\{\"tcId\":(\\d+),", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "../families", ""})
  void aFamilyThatThereIsNot(String name) {
    assertThrows(NoSuchElementException.class, () -> Vectors.load(name));
  }

  private static List<Integer> numbers(String pattern, String text) {
    List<Integer> numbers = new ArrayList<>();
    for (Matcher matcher = Pattern.compile(pattern).matcher(text); matcher.find(); )
      numbers.add(Integer.valueOf(matcher.group(1)));
    return numbers;
  }
}
