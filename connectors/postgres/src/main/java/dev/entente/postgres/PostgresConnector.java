package dev.entente.postgres;

import dev.entente.connector.Abilities;
import dev.entente.connector.Catalog;
import dev.entente.connector.Connector;
import dev.entente.connector.Cursor;
import dev.entente.connector.Feed;
import dev.entente.connector.Finding;
import dev.entente.connector.Host;
import dev.entente.connector.Listing;
import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.connector.Resource;
import dev.entente.connector.WriteBatch;
import dev.entente.core.value.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL database. */
final class PostgresConnector implements Connector {
    private static final int MOST_ITEMS = 10_000;

    private final Sessions sessions;
    private final Host host;
    private final Names names;
    private final Looking looking;
    private final Tables tables;
    private final EchoWatch watch = new EchoWatch();
    private final Writer writer;

    PostgresConnector(Sessions sessions, Host host, Names names, String schema) {
        this.sessions = sessions;
        this.host = host;
        this.names = names;
        this.looking = new Looking(sessions);
        this.tables = new Tables(looking, schema, sessions.failures());
        this.writer = new Writer(sessions, host, names, tables, watch);
    }

    @Override
    public Catalog describe() {
        return tables.lookAgain().catalog();
    }

    @Override
    public Abilities abilities() {
        return new Abilities(true, true, false, true, true, MOST_ITEMS, Duration.ZERO);
    }

    @Override
    public List<Finding> check(List<Resource> resources) {
        List<Table> bound = tables.of(resources);
        Publication publication = new Publication(names, sessions.failures());
        return looking.ask(
                "checking what it allows",
                connection -> new Checkup(connection, names, publication, bound).all());
    }

    /**
     * {@inheritDoc}
     *
     * <p>To begin anew is to forget which batches have landed, too: their numbers may begin anew as
     * well.
     */
    @Override
    public Feed open(List<Resource> resources, @Nullable Cursor from) {
        LogOpening opening = new LogOpening(sessions, host, names, tables, watch);
        return opening.open(tables.of(resources), from, this::forgetBatches);
    }

    private void forgetBatches(Connection connection) throws SQLException {
        writer.close();
        new Origin(names.origin(), host).drop(connection);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A row that somebody is changing is waited for, for a second; held for longer, it is read
     * as it is, without a version.
     */
    @Override
    public List<NativeReading> read(Resource resource, List<Key> keys) {
        Table table = tables.of(resource);
        return looking.ask(
                "reading rows of `" + resource.name() + "`",
                connection -> new Lookup(connection, table).read(keys));
    }

    @Override
    public Listing list(Resource resource) {
        return new TableListing(sessions, tables.of(resource));
    }

    /**
     * {@inheritDoc}
     *
     * <p>As the planner guesses, which looks at the table's size now and needs no statistics.
     */
    @Override
    public long estimate(Resource resource) {
        Table table = tables.of(resource);
        return looking.ask(
                "asking how large `" + resource.name() + "` is",
                connection -> Size.of(connection, table));
    }

    @Override
    public List<Outcome> write(WriteBatch batch, Witness witness) {
        return writer.write(batch, witness);
    }

    @Override
    public Landed landed(long batch) {
        return writer.landed(batch);
    }

    @Override
    public List<String> remove() {
        writer.close();
        Slot slot = new Slot(names.slot(), sessions.failures(), host);
        Publication publication = new Publication(names, sessions.failures());
        return looking.ask(
                "taking away what Entente made",
                connection -> {
                    List<String> fates = new ArrayList<>();
                    if (slot.drop(connection)) {
                        fates.add("removed replication slot " + names.slot());
                    }
                    String published = publication.drop(connection);
                    if (published != null) {
                        fates.add(published);
                    }
                    if (new Origin(names.origin(), host).drop(connection)) {
                        fates.add("removed replication origin " + names.origin());
                    }
                    return fates;
                });
    }

    @Override
    public void close() {
        writer.close();
        looking.close();
    }
}
