package dev.entente.engine.desk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection as lines of bytes, each up to a length. */
final class LineChannel implements AutoCloseable {

    private static final int GULP = 8192;

    private final SocketChannel channel;
    private final int longest;
    private final ByteBuffer gulp = ByteBuffer.allocate(GULP).flip();

    /**
     * @param longest line that is read, in bytes
     */
    LineChannel(SocketChannel channel, int longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /**
     * The next line without its end; null where no more comes. What has no end is no line.
     *
     * @throws NoAnswer where it is too long; the rest of it is still to come
     */
    byte @Nullable [] read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (gulp.hasRemaining()) {
                byte next = gulp.get();
                if (next == '\n') {
                    return line.toByteArray();
                }
                if (line.size() == longest) {
                    throw new NoAnswer("A line has more than " + longest + " bytes.");
                }
                line.write(next);
            }
            gulp.clear();
            int count = channel.read(gulp);
            gulp.flip();
            if (count < 0) {
                return null;
            }
        }
    }

    void write(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
