package dev.entente.engine.desk;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Asks the desk of a sync that runs in another process. One question at a time. */
public final class DeskClient implements AutoCloseable {

    private final LineChannel lines;
    private final Letters letters = new Letters();

    private DeskClient(SocketChannel channel) {
        this.lines = new LineChannel(channel, Letters.LONGEST_ANSWER);
    }

    /**
     * A connection to whoever holds this data folder, or null where nobody listens there.
     *
     * @throws NoAnswer where somebody does and does not let us in
     */
    public static @Nullable DeskClient connect(Path folder) {
        return connect(Address.of(folder));
    }

    static @Nullable DeskClient connect(Address address) {
        try {
            SocketChannel channel = address.connect();
            return channel == null ? null : new DeskClient(channel);
        } catch (IOException e) {
            throw new NoAnswer(
                    "A sync runs with the data folder "
                            + address
                            + ", and it cannot be asked ("
                            + e.getMessage()
                            + "). Ask it as the user who started it.");
        }
    }

    /**
     * @throws NoAnswer where the desk had none
     * @throws IOException where the connection was lost; a command may have been carried out
     */
    public <A> A ask(Inquiry<A> inquiry) throws IOException {
        byte[] question = letters.question(inquiry);
        byte @Nullable [] answer;
        synchronized (this) {
            answer = exchange(question);
        }
        if (answer == null) {
            throw new IOException("the connection ended before an answer came");
        }
        try {
            return letters.answer(answer, inquiry);
        } catch (JacksonException e) {
            throw new IOException(
                    "its answer cannot be read; it may be of another version than this: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private byte @Nullable [] exchange(byte[] question) throws IOException {
        try {
            lines.write(question);
        } catch (IOException e) {
            return wordsOfParting(e);
        }
        return lines.read();
    }

    /** Whoever turned us away may have said why before we spoke. */
    private byte[] wordsOfParting(IOException lost) throws IOException {
        byte @Nullable [] words;
        try {
            words = lines.read();
        } catch (IOException e) {
            lost.addSuppressed(e);
            throw lost;
        }
        if (words == null) {
            throw lost;
        }
        return words;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            // Nothing was on its way: the other side sees the end either way.
            return;
        }
    }
}
