package dev.entente.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * A socket that one can wait at. The driver can only ask whether something is there, at the price
 * of a read of a millisecond that ends in an exception, or read and be stuck; a wait at the socket
 * itself costs nothing and ends when the first byte arrives.
 *
 * <p>What the wait reads is kept for the driver. Where the driver encrypts, it does so above this
 * socket, and the bytes here are those of the encryption.
 */
final class Wire extends Socket {
    private static final int BUFFER = 64 * 1024;

    /** What the driver sets before it peeks: it shall be told at once that nothing is there. */
    private static final int PEEK = 1;

    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private boolean ended;
    private volatile int timeout;

    /**
     * Whether there is something to read, waiting for it at most so long. An end of the stream is
     * something, too.
     */
    boolean await(int millis) throws IOException {
        if (at < end || ended) {
            return true;
        }
        super.setSoTimeout(millis);
        try {
            at = 0;
            end = 0;
            end = Math.max(0, super.getInputStream().read(buffer, 0, BUFFER));
            ended = end == 0;
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        } finally {
            super.setSoTimeout(timeout);
        }
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        timeout = millis;
        super.setSoTimeout(millis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Buffered(super.getInputStream());
    }

    private final class Buffered extends InputStream {
        private final InputStream raw;

        Buffered(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int most) throws IOException {
            if (at < end) {
                int count = Math.min(most, end - at);
                System.arraycopy(buffer, at, target, from, count);
                at += count;
                return count;
            }
            if (timeout == PEEK) {
                throw new NothingYet();
            }
            return ended ? -1 : raw.read(target, from, most);
        }

        /** Only what is buffered: asking the system costs more than it tells. */
        @Override
        public int available() {
            return end - at;
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }

    /** The answer to a peek, without the cost of a stack trace. */
    private static final class NothingYet extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        NothingYet() {
            super("nothing yet");
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing to guard
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
