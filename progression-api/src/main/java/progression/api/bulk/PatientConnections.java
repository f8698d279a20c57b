package progression.api.bulk;

import java.time.Duration;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets a client send everything before it reads anything. Tomcat gives up a write that makes no
 * progress after the time that it also waits for a request's headers; such a client would be cut
 * off as soon as the socket's buffers are full of results.
 *
 * <p>Only who is sending is waited for, and who is told of what is being decided: it would end in
 * the middle. Of all others Tomcat's time is the limit, or a client that takes nothing of an export
 * would keep what that holds.
 */
@Component
public final class PatientConnections
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  /** For how long a client that is waited for may leave its answer unread. */
  private static final Duration UNREAD = Duration.ofHours(6);

  /** For how long a client may send nothing in the middle of a body. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  /**
   * How much of a refused request's body is still read, so that a client that sends before it reads
   * gets to see why it was refused.
   */
  private static final int SWALLOWED = 64 << 20;

  private static final ScopedValue<SocketWrapperBase<?>> CONNECTION = ScopedValue.newInstance();

  /** Lets the client whose request this thread serves leave its answer unread for hours. */
  public static void bePatient() {
    if (CONNECTION.isBound()) {
      CONNECTION.get().setWriteTimeout(UNREAD.toMillis());
    }
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(Protocol.class.getName());
    // not as a customizer of the protocol: those run before the framework sets its own defaults
    factory.addConnectorCustomizers(connector -> {
      if (connector.getProtocolHandler() instanceof Protocol protocol) {
        protocol.setDisableUploadTimeout(false);
        protocol.setConnectionUploadTimeout((int) SILENT.toMillis());
        protocol.setMaxSwallowSize(SWALLOWED);
      }
    });
  }

  /** HTTP/1.1 over patient connections. Tomcat makes it by its name. */
  public static final class Protocol extends Http11NioProtocol {
    public Protocol() {
      super(new Endpoint());
    }
  }

  private static final class Endpoint extends NioEndpoint {
    @Override
    protected SocketProcessorBase<NioChannel> createSocketProcessor(
        SocketWrapperBase<NioChannel> first, SocketEvent event) {
      return new SocketProcessor(first, event) {
        @Override
        protected void doRun() {
          SocketWrapperBase<NioChannel> connection = socketWrapper; // each time another one
          connection.setWriteTimeout(getConnectionTimeout()); // whatever its last request was
          ScopedValue.where(CONNECTION, connection).run(super::doRun);
        }
      };
    }
  }
}
