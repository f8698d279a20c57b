package progression.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A directory that belongs to one process at a time. The owner holds an exclusive lock on the file
 * {@code lock} in it, and the file says who that is. The operating system releases the lock when
 * the process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory where it is missing and takes its lock.
   *
   * @throws LocalStackException if another process (or another owner in this one) holds it, or if
   *     it cannot be written
   */
  public static DataDirectory open(Path directory) {
    try {
      Path path = Files.createDirectories(directory).toRealPath();
      FileChannel lockFile = FileChannel.open(path.resolve("lock"), CREATE, READ, WRITE);
      if (lock(lockFile) == null) {
        String owner = readAll(lockFile);
        lockFile.close();
        throw new LocalStackException(
            "The data directory %s is in use by process %s. Stop that process, or choose another data directory."
                .formatted(path, owner));
      }
      lockFile.truncate(0);
      lockFile.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
      return new DataDirectory(path, lockFile);
    } catch (IOException e) {
      throw new LocalStackException(
          "The data directory %s cannot be used: %s".formatted(directory, e), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  private static String readAll(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    file.read(bytes, 0);
    return UTF_8.decode(bytes.flip()).toString();
  }

  /** The directory, absolute and with symbolic links resolved. */
  public Path path() {
    return path;
  }

  /** Releases the lock. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new LocalStackException("The lock of %s cannot be released.".formatted(path), e);
    }
  }
}
