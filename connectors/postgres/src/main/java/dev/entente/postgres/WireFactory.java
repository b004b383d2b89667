package dev.entente.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of a connection to the log. The driver makes the factory, by its name; who
 * opens the connection gets hold of the socket through a scope around the opening.
 */
public final class WireFactory extends SocketFactory {
    private static final ScopedValue<Consumer<Wire>> OPENING = ScopedValue.newInstance();

    /** Runs the opening of a connection; {@code taker} is given each socket that it makes. */
    static Connection during(
            Consumer<Wire> taker, ScopedValue.CallableOp<Connection, SQLException> opening)
            throws SQLException {
        return ScopedValue.where(OPENING, taker).call(opening);
    }

    @Override
    public Socket createSocket() {
        Wire wire = new Wire();
        if (OPENING.isBound()) {
            OPENING.get().accept(wire);
        }
        return wire;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
            throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
            throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from)
            throws IOException {
        Socket socket = createSocket();
        if (from != null) {
            socket.bind(from);
        }
        socket.connect(to);
        return socket;
    }
}
