package progression.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class PortTest {

  @Test
  void a_port_is_nobody_else_s_until_its_server_listens_there() throws Exception {
    try (Port port = Port.keep(0, "a test");
        ServerSocket another = new ServerSocket();
        ServerSocket its = new ServerSocket()) {
      InetSocketAddress address = new InetSocketAddress(Port.HOST, port.number());
      another.setReuseAddress(false);
      assertThatThrownBy(() -> another.bind(address)).isInstanceOf(SocketException.class);
      its.setReuseAddress(true);
      its.bind(address);
      assertThat(its.getLocalPort()).isEqualTo(port.number());
    }
  }

  @Test
  void a_port_that_somebody_listens_on_is_refused_with_its_number() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(Port.HOST, 0));
      assertThatThrownBy(() -> Port.keep(taken.getLocalPort(), "a test"))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("Port %d for a test is taken".formatted(taken.getLocalPort()));
    }
  }
}
