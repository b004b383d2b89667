package dev.entente.engine.desk;

import dev.entente.connector.Halt;
import dev.entente.connector.Host;
import dev.entente.connector.SystemHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A desk that repeats what it is told, behind the socket of an empty data folder. */
abstract class ServedDesk {

    static final Question.Explain EXPLAIN = new Question.Explain("guest", "7", false);

    @TempDir Path temp;
    final Host host = new SystemHost();
    Path data;
    Path temporary;

    @BeforeEach
    void make_folders() throws IOException {
        data = Files.createDirectory(temp.resolve("data"));
        temporary = Files.createDirectory(temp.resolve("tmp"));
    }

    /** Who is told what was asked. */
    static Object echo(Inquiry<?> inquiry) {
        return switch (inquiry) {
            case Question.Explain explain when explain.record().equals("halt") ->
                    throw new Halt("The store is damaged.");
            case Question.Explain explain when explain.record().equals("bug") ->
                    throw new IllegalStateException("not meant to be");
            case Question.Explain _ -> new Answer.Stories(List.of());
            case Command<?> command -> new Answer.Done(1, command.toString());
            default -> throw new NoAnswer("Nothing is known of " + inquiry);
        };
    }

    Address address() {
        return new Address(data, temporary);
    }

    DeskServer open() {
        return open(ServedDesk::echo, DeskServer.Limits.DEFAULT);
    }

    DeskServer open(Function<Inquiry<?>, Object> desk, DeskServer.Limits limits) {
        return DeskServer.open(address(), desk, limits, host);
    }

    DeskClient client() {
        return Objects.requireNonNull(DeskClient.connect(address()));
    }

    static Path socketIn(Path folder) {
        return folder.resolve("desk.sock");
    }

    static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
