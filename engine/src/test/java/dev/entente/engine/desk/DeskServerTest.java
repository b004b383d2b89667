package dev.entente.engine.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Host;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeskServerTest extends ServedDesk {
    @Nested
    class Asked {

        @Test
        void answers_one_question_after_the_other() throws IOException {
            try (DeskServer server = open();
                    DeskClient client = client()) {
                assertThat(client.ask(EXPLAIN)).isEqualTo(new Answer.Stories(List.of()));
                Command.Approve approve = new Command.Approve("Zoë\nof the desk");
                assertThat(client.ask(approve)).isEqualTo(new Answer.Done(1, approve.toString()));
                assertThat(server).isNotNull();
            }
        }

        @Test
        void answers_many_at_once() throws Exception {
            List<Host.Task> tasks = new ArrayList<>();
            Host.Queue<Boolean> right = host.queue(8);
            try (DeskServer server = open()) {
                for (int i = 0; i < 8; i++) {
                    String by = "person " + i;
                    tasks.add(host.start(by, () -> right.offer(asks_often(by))));
                }
                for (Host.Task task : tasks) {
                    task.join();
                }
                assertThat(server).isNotNull();
            }
            List<Boolean> all = new ArrayList<>();
            right.drainTo(all, 8);
            assertThat(all).hasSize(8).containsOnly(true);
        }

        private boolean asks_often(String by) {
            try (DeskClient client = client()) {
                for (int i = 0; i < 50; i++) {
                    Command.Stop stop = new Command.Stop(by + "/" + i);
                    if (!client.ask(stop).message().equals(stop.toString())) {
                        return false;
                    }
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Test
        void tells_what_it_cannot_answer_and_goes_on() throws IOException {
            try (DeskServer server = open();
                    DeskClient client = client()) {
                assertThatThrownBy(() -> client.ask(new Question.Brakes()))
                        .isInstanceOf(NoAnswer.class)
                        .hasMessage("Nothing is known of Brakes[]");
                assertThatThrownBy(() -> client.ask(new Question.Explain("guest", "halt", true)))
                        .isInstanceOf(NoAnswer.class)
                        .hasMessage("The store is damaged.");
                assertThat(client.ask(EXPLAIN).stories()).isEmpty();
                assertThat(server).isNotNull();
            }
        }

        @Test
        void tells_that_it_failed_and_listens_on() throws IOException {
            try (DeskServer server = open()) {
                try (DeskClient client = client()) {
                    assertThatThrownBy(() -> client.ask(new Question.Explain("guest", "bug", true)))
                            .isInstanceOf(NoAnswer.class)
                            .hasMessageContaining("failed");
                }
                try (DeskClient client = client()) {
                    assertThat(client.ask(EXPLAIN).stories()).isEmpty();
                }
                assertThat(server).isNotNull();
            }
        }

        @Test
        void tells_what_a_question_is_and_goes_on() throws IOException {
            try (DeskServer server = open();
                    LineChannel lines = raw()) {
                lines.write("{\"@class\":\"java.lang.Runtime\"}".getBytes(UTF_8));
                assertThat(text(lines.read())).contains("no_answer", "what can be asked");
                lines.write("{\"ask\":\"Stop\",\"with\":{\"by\":\"ann\"}}".getBytes(UTF_8));
                assertThat(text(lines.read()))
                        .isEqualTo("{\"answer\":{\"changed\":1,\"message\":\"Stop[by=ann]\"}}");
                assertThat(server).isNotNull();
            }
        }

        @Test
        void turns_away_who_does_not_stop_asking() throws IOException {
            try (DeskServer server = open();
                    LineChannel lines = raw()) {
                lines.write("x".repeat(Letters.LONGEST_QUESTION + 1).getBytes(UTF_8));
                assertThat(text(lines.read())).contains("no_answer", "1048576");
                assertThat(server).isNotNull();
            }
        }
    }

    private LineChannel raw() throws IOException {
        return new LineChannel(
                SocketChannel.open(UnixDomainSocketAddress.of(socketIn(data))),
                Letters.LONGEST_ANSWER);
    }

    private static String text(byte @Nullable [] line) {
        return line == null ? "(the end)" : new String(line, UTF_8);
    }

    @Nested
    class Limits {

        @Test
        void of_connections_are_told_to_who_comes_too_late() throws IOException {
            DeskServer.Limits one = new DeskServer.Limits(1, Duration.ofMinutes(1));
            try (DeskServer server = open(ServedDesk::echo, one);
                    DeskClient first = client()) {
                assertThat(first.ask(EXPLAIN).stories()).isEmpty();
                try (DeskClient second = client()) {
                    assertThatThrownBy(() -> second.ask(EXPLAIN))
                            .isInstanceOf(NoAnswer.class)
                            .hasMessageContaining("As many as 1");
                }
                assertThat(first.ask(EXPLAIN).stories()).isEmpty();
                assertThat(server).isNotNull();
            }
        }

        @Test
        void of_patience_end_a_silent_connection() throws IOException {
            DeskServer.Limits short_of_time = new DeskServer.Limits(8, Duration.ofMillis(80));
            try (DeskServer server = open(ServedDesk::echo, short_of_time);
                    LineChannel lines = raw()) {
                assertThat(lines.read()).isNull();
                assertThat(server).isNotNull();
            }
        }
    }

    @Nested
    class Closed {

        @Test
        void takes_the_socket_away_and_ends_who_is_connected() throws IOException {
            DeskServer server = open();
            try (DeskClient client = client()) {
                assertThat(client.ask(EXPLAIN).stories()).isEmpty();
                server.close();
                assertThat(namesIn(data)).isEmpty();
                assertThat(DeskClient.connect(address())).isNull();
                assertThatThrownBy(() -> client.ask(EXPLAIN)).isInstanceOf(IOException.class);
            }
        }

        @Test
        void may_be_closed_again() {
            DeskServer server = open();
            server.close();
            server.close();
            assertThat(socketIn(data)).doesNotExist();
        }

        @Test
        void lets_an_answer_be_given_that_is_being_found() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            Host.Queue<Boolean> isFound = host.queue(1);
            Function<Inquiry<?>, Object> slow =
                    inquiry -> {
                        asked.countDown();
                        try {
                            isFound.take();
                        } catch (InterruptedException e) {
                            throw new NoAnswer("interrupted");
                        }
                        return echo(inquiry);
                    };
            DeskServer server = open(slow, DeskServer.Limits.DEFAULT);
            Host.Queue<String> answers = host.queue(1);
            Host.Task asking = host.start("asking", () -> answers.offer(stops()));
            asked.await();
            Host.Task closing = host.start("closing", server::close);
            while (Files.exists(socketIn(data))) {
                host.sleep(Duration.ofMillis(1));
            }
            isFound.put(true);
            closing.join();
            asking.join();
            assertThat(answers.take()).isEqualTo("Stop[by=ann]");
        }

        private String stops() {
            try (DeskClient client = client()) {
                return client.ask(new Command.Stop("ann")).message();
            } catch (IOException e) {
                return e.toString();
            }
        }
    }
}
