package test.dragoman.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Test vectors of signatures, bodies and errors of Huawei Cloud, Alibaba Cloud and BlueKing, in the shape of
 * Wycheproof's. They are JSON text, for whichever parser the caller has.
 */
public final class Vectors {
  private static final String FOLDER = "/META-INF/dragoman-vectors/";

  private Vectors() {}

  /**
   * The names of all families.
   *
   * @return them, sorted
   */
  public static List<String> families() {
    return read("families.txt").lines().toList();
  }

  /**
   * One family, as JSON text.
   *
   * @param family its name
   * @return its file
   * @throws NoSuchElementException where there is none of the name
   */
  public static String load(String family) {
    if (!families().contains(family)) throw new NoSuchElementException("there is no family " + family);
    return read("data/" + family + ".json");
  }

  private static String read(String name) {
    try (InputStream stream = Vectors.class.getResourceAsStream(FOLDER + name)) {
      if (stream == null) throw new IllegalStateException(name + " is missing");
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
