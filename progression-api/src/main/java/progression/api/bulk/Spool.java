package progression.api.bulk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of bytes between one writer and one reader that never makes the writer wait: beyond a
 * little memory it goes on in a file. The file vanishes with the spool, also if the process dies.
 */
final class Spool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path directory;
  private final int memoryLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Older than everything in the file. */
  private final ArrayDeque<byte[]> memory = new ArrayDeque<>();

  private long inMemory;
  private @Nullable FileChannel file;
  private long fileRead;
  private long fileWritten;
  private boolean ended;
  private boolean closed;

  /**
   * @param directory where the file goes, if one is needed
   * @param memoryLimit the most bytes in memory
   */
  Spool(Path directory, int memoryLimit) {
    this.directory = directory;
    this.memoryLimit = memoryLimit;
  }

  /** Adds bytes, which the spool then owns. After {@link #close} they are dropped. */
  void add(byte[] bytes) throws IOException {
    lock.lock();
    try {
      if (closed || bytes.length == 0) {
        return;
      }
      if (fileWritten == 0 && inMemory + bytes.length <= memoryLimit) {
        memory.add(bytes);
        inMemory += bytes.length;
      } else {
        append(bytes);
      }
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be added. */
  void end() {
    lock.lock();
    try {
      ended = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next bytes, waiting for some; null at the end. */
  byte @Nullable [] take() throws IOException, InterruptedException {
    lock.lock();
    try {
      while (isEmpty()) {
        if (ended || closed) {
          return null;
        }
        news.await();
      }
      byte[] bytes = memory.poll();
      if (bytes == null) {
        return readFile();
      }
      inMemory -= bytes.length;
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is nothing to take just now. */
  boolean isEmpty() {
    lock.lock();
    try {
      return memory.isEmpty() && fileRead == fileWritten;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes have gone to the file since it was last empty. */
  long onDisk() {
    lock.lock();
    try {
      return fileWritten;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      memory.clear();
      fileRead = fileWritten;
      news.signal();
      if (file != null) {
        file.close();
        file = null;
      }
    } catch (IOException failure) {
      LOG.warn("the file of a spool could not be closed", failure);
    } finally {
      lock.unlock();
    }
  }

  private void append(byte[] bytes) throws IOException {
    FileChannel to = file == null ? open() : file;
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      fileWritten += to.write(buffer, fileWritten);
    }
  }

  private byte[] readFile() throws IOException {
    if (file == null) {
      throw new IOException("the spool has lost its file");
    }
    byte[] bytes = new byte[(int) Math.min(memoryLimit, fileWritten - fileRead)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, fileRead + buffer.position()) < 0) {
        throw new IOException("the spool's file has been cut");
      }
    }
    fileRead += bytes.length;
    if (fileRead == fileWritten) {
      file.truncate(0);
      fileRead = 0;
      fileWritten = 0;
    }
    return bytes;
  }

  /** On POSIX systems the file has no name once it is open, so nothing of it can stay behind. */
  private FileChannel open() throws IOException {
    Files.createDirectories(directory);
    Path path = Files.createTempFile(directory, "results-", ".ndjson");
    FileChannel opened =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    file = opened;
    return opened;
  }
}
