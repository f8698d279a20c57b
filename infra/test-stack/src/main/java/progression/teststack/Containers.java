package progression.teststack;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Containers of a Docker engine, reachable from this machine alone. */
final class Containers {

  static final String HOST = "127.0.0.1";

  private Containers() {}

  /**
   * A container that is not started yet. The system property {@code progression.test.images} says
   * of which image: {@code official} (the default), or {@code local}, which are built by {@code
   * infra/test-stack/images/build} and never pulled.
   *
   * @param port where it listens inside
   * @param onHost where that is reachable on loopback, or 0 for any free port
   * @throws IllegalStateException if no Docker engine answers
   */
  static GenericContainer<?> of(String official, String local, int port, int onHost) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          """
          The tests are to run on containers (Maven profile "containers"), and no Docker engine answers. \
          Start one, or leave the profile out: the same tests then run on embedded servers.\
          """);
    }
    return image(official, local)
        .withExposedPorts(port)
        .withCreateContainerCmdModifier(command -> {
          Binding binding =
              onHost == 0 ? Binding.bindIp(HOST) : Binding.bindIpAndPort(HOST, onHost);
          requireNonNull(command.getHostConfig())
              .withPortBindings(new PortBinding(binding, new ExposedPort(port)));
        });
  }

  private static GenericContainer<?> image(String official, String local) {
    String images = System.getProperty("progression.test.images", "official");
    return switch (images) {
      case "official" -> new GenericContainer<>(DockerImageName.parse(official));
      case "local" ->
          new GenericContainer<>(DockerImageName.parse(local))
              .withImagePullPolicy(neverPulled -> false);
      default ->
          throw new IllegalArgumentException(
              "progression.test.images is %s, neither official nor local".formatted(images));
    };
  }
}
