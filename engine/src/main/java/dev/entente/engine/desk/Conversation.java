package dev.entente.engine.desk;

import dev.entente.connector.Halt;
import dev.entente.connector.Host;
import dev.entente.connector.Unavailable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: a question, its answer, and so on until it ends. */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final long NEVER = Long.MAX_VALUE;

    private final LineChannel lines;
    private final Letters letters;
    private final Function<Inquiry<?>, Object> desk;
    private final Host host;
    private final long patience;

    /** When it is cut off, as the host counts. An answer that is being found has its time. */
    private volatile long deadline;

    private volatile Host.@Nullable Task task;
    private boolean isAnswering;
    private boolean isEnding;

    /**
     * @param patience how long a question, or its answer's being taken, is waited for
     */
    Conversation(
            SocketChannel channel,
            Letters letters,
            Function<Inquiry<?>, Object> desk,
            Host host,
            Duration patience) {
        this.lines = new LineChannel(channel, Letters.LONGEST_QUESTION);
        this.letters = letters;
        this.desk = desk;
        this.host = host;
        this.patience = TimeUnit.NANOSECONDS.toMicros(patience.toNanos());
        this.deadline = host.now() + this.patience;
    }

    /** Begins it on a task of its own. */
    void start(Runnable whenOver) {
        task =
                host.start(
                        "desk",
                        () -> {
                            try {
                                run();
                            } finally {
                                whenOver.run();
                            }
                        });
    }

    /** Answers until nothing more is asked, or it is ended. */
    private void run() {
        try (lines) {
            boolean goesOn = true;
            while (goesOn) {
                deadline = host.now() + patience;
                goesOn = exchange();
            }
        } catch (IOException e) {
            LOG.debug("a connection to the desk ended: {}", e.toString());
        }
    }

    private boolean exchange() throws IOException {
        byte[] question;
        try {
            question = lines.read();
        } catch (NoAnswer tooLong) {
            lines.write(letters.refusal(tooLong.getMessage()));
            return false;
        }
        if (question == null || !begin()) {
            return false;
        }
        // Told where something fails that should not have; the failure itself goes on its way.
        byte[] answer =
                letters.refusal(
                        "The desk failed on this question. What was taken in is safe; what the run"
                                + " printed says what went wrong.");
        try {
            answer = answer(question);
        } finally {
            deadline = host.now() + patience;
            lines.write(answer);
        }
        return hasAnswered();
    }

    private byte[] answer(byte[] question) {
        try {
            return letters.answer(desk.apply(letters.inquiry(question)));
        } catch (NoAnswer | Halt | Unavailable e) {
            return letters.refusal(e.getMessage());
        }
    }

    private synchronized boolean begin() {
        isAnswering = !isEnding;
        deadline = NEVER;
        return isAnswering;
    }

    private synchronized boolean hasAnswered() {
        isAnswering = false;
        return !isEnding;
    }

    /** Ends it at once or, where a question is being answered, after that. */
    synchronized void end() {
        isEnding = true;
        if (!isAnswering) {
            cut();
        }
    }

    /** Ends it where it has waited for too long. */
    void look(long now) {
        if (now > deadline) {
            cut();
        }
    }

    /** Ends it whatever it does, and waits for that. */
    void stop() {
        cut();
        Host.Task running = task;
        if (running != null) {
            running.stop();
        }
    }

    private void cut() {
        try {
            lines.close();
        } catch (IOException e) {
            LOG.debug("a connection to the desk did not end in order: {}", e.toString());
        }
    }
}
