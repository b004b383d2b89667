package dev.entente.testkit;

import dev.entente.connector.Connector;
import dev.entente.connector.Resource;
import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Value;
import dev.entente.testkit.system.Users;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What contracts are tried on: one fresh system for each test. */
abstract class SystemContract {
    private @Nullable Subject subject;

    /** The system, with its tables, empty. */
    protected abstract Subject open() throws Exception;

    @BeforeEach
    final void opened() throws Exception {
        subject = open();
    }

    @AfterEach
    final void closed() {
        subject().close();
    }

    final Subject subject() {
        return Objects.requireNonNull(subject);
    }

    final Connector connector() {
        return subject().connector();
    }

    final Users users() {
        return subject().users();
    }

    final Resource table(String name) {
        return Objects.requireNonNull(connector().describe().resource(name), name);
    }

    final Row row(String table, Object... namesAndValues) {
        return Users.row(table(table), namesAndValues);
    }

    final Row item(int id, String code) {
        return row("items", "id", Value.of(id), "code", Value.of(code), "amount", Value.of(1));
    }

    static Key key(long id) {
        return Key.of(Value.of(id));
    }
}
