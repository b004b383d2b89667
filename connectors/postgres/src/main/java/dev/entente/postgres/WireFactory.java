package dev.entente.postgres;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Makes the sockets of a connection to the log. The driver makes the factory, by its name; who
 * opens the connection gets hold of the socket through a scope around the opening.
 */
public final class WireFactory extends Sockets {
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
}
