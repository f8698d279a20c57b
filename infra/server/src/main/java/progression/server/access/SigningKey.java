package progression.server.access;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Set;
import java.util.UUID;

/** The RSA key that signs local tokens, kept with the data so that they outlive a restart. */
final class SigningKey {

  private SigningKey() {}

  /** Reads the key from the directory, or makes one there that only the owner can read. */
  static RSAKey in(Path directory) {
    Path file = directory.resolve("signing-key.json");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(directory);
        Path fresh =
            Files.createTempFile(
                directory,
                "signing-key",
                ".new",
                PosixFilePermissions.asFileAttribute(Set.of(OWNER_READ, OWNER_WRITE)));
        RSAKey key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        Files.writeString(fresh, key.toJSONString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return RSAKey.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The signing key cannot be kept in " + file, e);
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException("The signing key in " + file + " cannot be used.", e);
    }
  }
}
