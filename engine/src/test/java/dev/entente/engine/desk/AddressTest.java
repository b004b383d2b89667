package dev.entente.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.connector.Halt;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AddressTest extends ServedDesk {

    @Nested
    class The_socket {

        @Test
        void is_its_owner_s_alone() throws IOException {
            try (DeskServer server = open()) {
                assertThat(
                                PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(socketIn(data))))
                        .isEqualTo("rw-------");
                assertThat(namesIn(data)).containsExactly("desk.sock");
                assertThat(server).isNotNull();
            }
        }

        @Test
        void of_a_process_that_died_is_replaced() throws IOException {
            try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                dead.bind(UnixDomainSocketAddress.of(socketIn(data)));
            }
            Files.createDirectory(data.resolve("desk.new"));
            assertThat(DeskClient.connect(address())).isNull();
            try (DeskServer server = open();
                    DeskClient client = client()) {
                assertThat(client.ask(EXPLAIN).stories()).isEmpty();
                assertThat(server).isNotNull();
            }
        }

        @Test
        void of_a_process_that_lives_is_not() throws IOException {
            try (DeskServer server = open();
                    DeskClient client = client()) {
                assertThatThrownBy(AddressTest.this::open)
                        .isInstanceOf(Halt.class)
                        .hasMessageContaining("listens already");
                assertThat(client.ask(EXPLAIN).stories()).isEmpty();
                assertThat(server).isNotNull();
            }
        }

        @Test
        void is_not_where_nobody_listens() {
            assertThat(DeskClient.connect(data)).isNull();
            assertThat(DeskClient.connect(data.resolve("not/there"))).isNull();
        }

        @Test
        void cannot_be_made_where_there_is_no_folder() {
            data = data.resolve("not/there");
            assertThatThrownBy(AddressTest.this::open)
                    .isInstanceOf(Halt.class)
                    .hasMessageContaining(data.toString());
        }
    }

    @Nested
    class In_a_folder_with_a_long_path {

        @BeforeEach
        void make_it_long() throws IOException {
            data = Files.createDirectories(data.resolve("x".repeat(60)).resolve("y".repeat(60)));
        }

        @Test
        void listens_in_a_private_folder_elsewhere_and_says_where() throws IOException {
            try (DeskServer server = open();
                    DeskClient client = client()) {
                assertThat(client.ask(EXPLAIN).stories()).isEmpty();
                assertThat(namesIn(data)).containsExactly("desk.path");
                Path own = Path.of(Files.readString(data.resolve("desk.path")).strip());
                assertThat(own.getParent()).isEqualTo(temporary);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                        .isEqualTo("rwx------");
                assertThat(
                                PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(socketIn(own))))
                        .isEqualTo("rw-------");
                assertThat(server).isNotNull();
            }
            assertThat(namesIn(data)).isEmpty();
            assertThat(namesIn(temporary)).isEmpty();
        }

        @Test
        void takes_away_what_a_process_that_died_left() throws IOException {
            Path left =
                    Files.createDirectory(
                            temporary.resolve("entente-old"),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
            Files.createFile(socketIn(left));
            Files.writeString(data.resolve("desk.path"), left + "\n");
            try (DeskServer server = open()) {
                assertThat(left).doesNotExist();
                assertThat(server).isNotNull();
            }
        }

        @Test
        void does_not_speak_to_a_folder_that_others_may_enter() throws IOException {
            try (DeskServer server = open()) {
                Path own = Path.of(Files.readString(data.resolve("desk.path")).strip());
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
                assertThat(DeskClient.connect(address())).isNull();
                Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
                assertThat(server).isNotNull();
            }
        }

        @Test
        void touches_nothing_that_is_not_its_own() throws IOException {
            Path other = Files.createDirectory(temp.resolve("other"));
            Files.createFile(socketIn(other));
            for (String pointer : List.of(other.toString(), "", "desk", "\u0000", "/")) {
                Files.writeString(data.resolve("desk.path"), pointer);
                try (DeskServer server = open()) {
                    assertThat(server).isNotNull();
                }
                assertThat(socketIn(other)).exists();
            }
        }
    }
}
