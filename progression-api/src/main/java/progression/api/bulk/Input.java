package progression.api.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import progression.api.problem.Problem;

/**
 * What a body is made of, and how to tell its parts. All of a use case's lanes, groups and answers
 * are the same whatever it is; a part of it is called a line here, as it mostly is one.
 */
public interface Input<T> {

  /**
   * Reads a body to its end and hands on each line of it.
   *
   * @throws progression.api.problem.BadInput if the rest of it can not be read; what was handed on
   *     before stands
   * @throws IOException if the body broke off
   */
  void read(InputStream body, Lines<T> lines) throws IOException, InterruptedException;

  /** Takes the lines, in their order. */
  interface Lines<T> {

    /**
     * A line.
     *
     * @param number the line on which it begins, from 1
     * @param names what else its result is to be known by
     * @param bytes the line as it can be sent again
     */
    void line(long number, Map<String, String> names, byte[] bytes, T item)
        throws InterruptedException;

    /** A line that can not be read, and why. */
    void refused(long number, Map<String, String> names, byte[] bytes, Problem why)
        throws InterruptedException;
  }
}
