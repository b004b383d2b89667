package dev.entente.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/**
 * Makes sockets that are closed when the thread that reads or writes them is interrupted, so that
 * the end of a run never waits for a server that does not answer. The driver makes the factory, by
 * its name.
 */
public final class ChannelSockets extends Sockets {

    @Override
    public Socket createSocket() {
        try {
            return SocketChannel.open().socket();
        } catch (IOException e) {
            throw new UncheckedIOException("No socket could be opened", e);
        }
    }
}
