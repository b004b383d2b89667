package dev.entente.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Connector;
import dev.entente.connector.Halt;
import dev.entente.connector.Secret;
import dev.entente.connector.Settings;
import dev.entente.connector.SystemHost;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that answers a question with "now send me a file" gets nothing. */
@Timeout(60)
class BeggingServerTest {

    private static final int NO_ENCRYPTION = 80_877_103;
    private static final byte COPY_DATA = 'd';
    private static final byte COPY_FAIL = 'f';
    private static final byte TERMINATE = 'X';
    private static final byte PARSE = 'P';
    private static final byte BIND = 'B';
    private static final byte DESCRIBE = 'D';
    private static final byte EXECUTE = 'E';
    private static final byte SIMPLE_QUERY = 'Q';
    private static final byte SYNC = 'S';

    @Test
    void gets_nothing() throws Exception {
        try (Beggar beggar = new Beggar();
                Connector connector = connector(beggar.port())) {
            assertThatThrownBy(connector::describe)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining("System `lab`")
                    .hasMessageContaining("no file came");
            assertThat(beggar.begged).hasPositiveValue();
            assertThat(beggar.heard).contains(COPY_FAIL).doesNotContain(COPY_DATA);
        }
    }

    private static Connector connector(int port) {
        return new PostgresKind()
                .open(
                        new Settings(
                                "lab",
                                Map.of(
                                        "url",
                                        "jdbc:postgresql://localhost:" + port + "/db",
                                        "user",
                                        "u"),
                                Map.of("password", Secret.of("secret"))),
                        new SystemHost());
    }

    /**
     * Speaks as much of PostgreSQL's protocol as a client needs to ask something.
     *
     * <p>Source: "Message Formats" in PostgreSQL's documentation.
     */
    private static final class Beggar implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final List<Byte> heard = new CopyOnWriteArrayList<>();
        private final AtomicInteger begged = new AtomicInteger();

        Beggar() throws IOException {
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return door.getLocalPort();
        }

        private void serve() {
            while (!door.isClosed()) {
                try (Socket client = door.accept()) {
                    talk(
                            new DataInputStream(client.getInputStream()),
                            new DataOutputStream(client.getOutputStream()));
                } catch (IOException e) {
                    // the client has hung up, or the test is over
                }
            }
        }

        private void talk(DataInputStream in, DataOutputStream out) throws IOException {
            greet(in, out);
            boolean begging = false;
            for (byte type = in.readByte(); type != TERMINATE; type = in.readByte()) {
                String body =
                        new String(in.readNBytes(in.readInt() - 4), StandardCharsets.ISO_8859_1);
                heard.add(type);
                if (type == PARSE || type == SIMPLE_QUERY) {
                    begging = !body.contains("SET ");
                }
                switch (type) {
                    case PARSE -> send(out, '1');
                    case BIND -> send(out, '2');
                    case DESCRIBE -> send(out, 'n');
                    case EXECUTE, SIMPLE_QUERY -> answer(out, begging);
                    case COPY_FAIL -> {
                        sendText(out, 'E', "SERROR\0C42601\0Mno file came\0\0");
                        begging = false;
                    }
                    default -> {}
                }
                if (!begging && (type == SYNC || type == SIMPLE_QUERY)) {
                    send(out, 'Z', 'I');
                }
                out.flush();
            }
        }

        private void answer(DataOutputStream out, boolean begging) throws IOException {
            if (begging) {
                begged.incrementAndGet();
                send(out, 'G', 0, 0, 0);
            } else {
                sendText(out, 'C', "SET\0");
            }
        }

        private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
            int length = in.readInt();
            int code = in.readInt();
            in.readNBytes(length - 8);
            if (code == NO_ENCRYPTION) {
                out.write('N');
                out.flush();
                in.readNBytes(in.readInt() - 4);
            }
            send(out, 'R', 0, 0, 0, 0);
            for (String setting :
                    List.of(
                            "server_version\00018.0\0",
                            "client_encoding\0UTF8\0",
                            "standard_conforming_strings\0on\0",
                            "integer_datetimes\0on\0",
                            "DateStyle\0ISO, MDY\0",
                            "TimeZone\0UTC\0")) {
                sendText(out, 'S', setting);
            }
            send(out, 'K', 0, 0, 0, 1, 0, 0, 0, 1);
            send(out, 'Z', 'I');
            out.flush();
        }

        private static void sendText(DataOutputStream out, int type, String text)
                throws IOException {
            send(out, type, text.getBytes(StandardCharsets.UTF_8));
        }

        private static void send(DataOutputStream out, int type, int... bytes) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int one : bytes) {
                body.write(one);
            }
            send(out, type, body.toByteArray());
        }

        private static void send(DataOutputStream out, int type, byte[] body) throws IOException {
            out.write(type);
            out.writeInt(body.length + 4);
            out.write(body);
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
