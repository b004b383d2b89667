package dev.entente.engine.desk;

import dev.entente.connector.Halt;
import dev.entente.connector.Host;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk behind a Unix socket in the data folder, for whoever may read that folder (mode 0600).
 * One JSON object a line, in and out.
 */
public final class DeskServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);

    /** After a connection that could not be taken. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long what is being answered is waited for at the end. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * @param mostConversations at once; who comes then is told so
     * @param patience how long a conversation may be silent
     */
    record Limits(int mostConversations, Duration patience) {
        static final Limits DEFAULT = new Limits(64, Duration.ofMinutes(2));

        /** Between two looks at who has been silent for too long. */
        private Duration beat() {
            return patience.dividedBy(8);
        }
    }

    private final Address address;
    private final ServerSocketChannel channel;
    private final Function<Inquiry<?>, Object> desk;
    private final Limits limits;
    private final Host host;
    private final Letters letters = new Letters();
    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();

    /** Each that has ended, for whoever waits for that. */
    private final Host.Queue<Conversation> over;

    private final Host.Task door;
    private final Host.Task watch;

    private DeskServer(
            Address address,
            ServerSocketChannel channel,
            Function<Inquiry<?>, Object> desk,
            Limits limits,
            Host host) {
        this.address = address;
        this.channel = channel;
        this.desk = desk;
        this.limits = limits;
        this.host = host;
        this.over = host.queue(2 * limits.mostConversations());
        this.door = host.start("desk-door", this::welcome);
        this.watch = host.start("desk-watch", this::look);
    }

    /**
     * Begins to listen.
     *
     * @throws Halt where somebody listens already, or it is not possible here
     */
    public static DeskServer open(Path folder, Desk desk, Host host) {
        return open(Address.of(folder), desk::ask, Limits.DEFAULT, host);
    }

    static DeskServer open(
            Address address, Function<Inquiry<?>, Object> desk, Limits limits, Host host) {
        try {
            refuseIfAnotherListens(address);
            return new DeskServer(address, address.listen(host), desk, limits, host);
        } catch (IOException e) {
            throw new Halt(
                    "No socket can be made for the data folder "
                            + address
                            + ", through which a run is asked and told, so nothing was started: "
                            + e,
                    e);
        }
    }

    private static void refuseIfAnotherListens(Address address) throws IOException {
        try (SocketChannel another = address.connect()) {
            if (another != null) {
                throw new Halt(
                        "Somebody listens already for the data folder "
                                + address
                                + ", so nothing was started. Stop that one first.");
            }
        }
    }

    private void welcome() {
        try {
            while (channel.isOpen()) {
                try {
                    receive(channel.accept());
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException e) {
                    LOG.warn("The desk could not take a connection, and goes on: {}", e.toString());
                    host.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the desk's door was interrupted");
        }
    }

    private void receive(SocketChannel caller) throws IOException {
        if (conversations.size() >= limits.mostConversations()) {
            try (LineChannel lines = new LineChannel(caller, 0)) {
                lines.write(
                        letters.refusal(
                                "As many as %d connections are open at once. Close one."
                                        .formatted(limits.mostConversations())));
            }
            return;
        }
        Conversation conversation =
                new Conversation(caller, letters, desk, host, limits.patience());
        conversations.add(conversation);
        conversation.start(() -> {
            conversations.remove(conversation);
            over.offer(conversation);
        });
    }

    private void look() {
        try {
            while (channel.isOpen()) {
                over.poll(limits.beat());
                long now = host.now();
                conversations.forEach(conversation -> conversation.look(now));
            }
        } catch (InterruptedException e) {
            LOG.debug("the desk's watch was interrupted");
        }
    }

    /**
     * Ends all connections, the silent ones at once, and takes the socket away. What is being
     * answered is waited for briefly, so not from within an answer.
     */
    @Override
    public void close() {
        try {
            channel.close();
            address.remove();
        } catch (IOException e) {
            LOG.warn("The desk's socket could not be taken away: {}", e.toString());
        }
        door.stop();
        watch.stop();
        conversations.forEach(Conversation::end);
        try {
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        conversations.forEach(Conversation::stop);
    }

    private void await() throws InterruptedException {
        long end = host.now() + TimeUnit.NANOSECONDS.toMicros(GRACE.toNanos());
        long left = end - host.now();
        while (!conversations.isEmpty() && left > 0) {
            over.poll(Duration.of(left, ChronoUnit.MICROS));
            left = end - host.now();
        }
    }
}
