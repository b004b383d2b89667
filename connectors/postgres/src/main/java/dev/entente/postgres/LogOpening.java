package dev.entente.postgres;

import dev.entente.connector.Cursor;
import dev.entente.connector.Finding;
import dev.entente.connector.Host;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/** Opens the log of some tables: from the beginning, with a snapshot, or where a cursor stands. */
final class LogOpening {
    private final Sessions sessions;
    private final Failures failures;
    private final Host host;
    private final Names names;
    private final Tables tables;
    private final EchoWatch watch;
    private final Slot slot;
    private final Publication publication;

    /** Takes away what belongs to an earlier beginning. */
    @FunctionalInterface
    interface Forgetting {
        void forget(Connection connection) throws SQLException;
    }

    /** A connection that speaks the replication protocol, with its socket. */
    private record Log(Connection connection, Wire wire, String server, long end) {}

    LogOpening(Sessions sessions, Host host, Names names, Tables tables, EchoWatch watch) {
        this.sessions = sessions;
        this.failures = sessions.failures();
        this.host = host;
        this.names = names;
        this.tables = tables;
        this.watch = watch;
        this.slot = new Slot(names.slot(), failures, host);
        this.publication = new Publication(names, failures);
    }

    /**
     * @param forget what is to be forgotten where everything begins anew
     */
    LogFeed open(List<Table> bound, @Nullable Cursor cursor, Forgetting forget) {
        List<Connection> opened = new ArrayList<>();
        try {
            Connection looking = keep(opened, sessions.open(Sessions.Purpose.LOOKING));
            refuse(looking, bound);
            Place place = cursor == null ? null : place(cursor);
            LogFeed feed =
                    place == null
                            ? fromTheBeginning(looking, bound, opened, forget)
                            : from(place, looking, bound, opened);
            opened.clear();
            return feed;
        } catch (SQLException e) {
            throw failures.during("opening its log", e);
        } finally {
            opened.forEach(Looking::closeQuietly);
        }
    }

    private static Connection keep(List<Connection> opened, Connection connection) {
        opened.add(connection);
        return connection;
    }

    /** Publishing a table whose rows the log cannot name would make its users' updates fail. */
    private void refuse(Connection looking, List<Table> bound) throws SQLException {
        List<Finding> errors = new Checkup(looking, names, publication, bound).reading();
        if (!errors.isEmpty()) {
            throw failures.halt(
                    errors.stream()
                            .map(error ->
                                    (error.resource() == null
                                                    ? ""
                                                    : "table `" + error.resource() + "`: ")
                                            + error.what())
                            .collect(Collectors.joining("; ")),
                    errors.stream().map(Finding::remedy).collect(Collectors.joining(" ")),
                    null);
        }
    }

    /** The place of a cursor; null where that is within a snapshot, which must be read anew. */
    private @Nullable Place place(Cursor cursor) {
        Place place = Place.of(cursor);
        if (place == null) {
            throw failures.halt(
                    "the place kept for it (`"
                            + cursor.text()
                            + "`) is not one of a PostgreSQL log",
                    "start with an empty data folder: both sides are compared, nothing is lost",
                    null);
        }
        if (place.isInSnapshot()) {
            return null;
        }
        if (!place.slot().equals(names.slot())) {
            throw failures.halt(
                    "its changes were read by the slot `"
                            + place.slot()
                            + "` so far, and now by `"
                            + names.slot()
                            + "`",
                    "put `slot: "
                            + place.slot()
                            + "` into the file, or start with an empty data"
                            + " folder",
                    null);
        }
        return place;
    }

    private LogFeed fromTheBeginning(
            Connection looking, List<Table> bound, List<Connection> opened, Forgetting forget)
            throws SQLException {
        slot.refuseReader(looking);
        Catalogue catalogue = tables.catalogue();
        publication.ensure(looking, bound, catalogue.version());
        slot.drop(looking);
        forget.forget(looking);
        Log log = log(opened);
        Echo echo = Echo.decide(looking, catalogue, bound, names.origin(), false, watch);
        Slot.Beginning beginning = slot.create(log.connection(), looking);
        Place after = new Place(names.slot(), log.server(), beginning.start(), echo == Echo.READ);
        Connection copying = keep(opened, sessions.open(Sessions.Purpose.COPYING));
        Snapshot snapshot = new Snapshot(copying, bound, beginning, after);
        return new LogFeed(
                slot, watch, snapshot, start(log, bound, echo, after), looking, log.connection());
    }

    private LogFeed from(
            Place place, Connection looking, List<Table> bound, List<Connection> opened)
            throws SQLException {
        Slot.State state = slot.state(looking);
        if (state == null || state.lost() != null) {
            String why = state == null ? "it is gone" : state.lost();
            throw lost("the slot `" + names.slot() + "` cannot be read by any more: " + why);
        }
        if (Long.compareUnsigned(state.confirmed(), place.lsn()) > 0) {
            throw lost(
                    "the slot `"
                            + names.slot()
                            + "` stands at "
                            + Place.show(state.confirmed())
                            + ", beyond what is known here ("
                            + Place.show(place.lsn())
                            + ")");
        }
        Set<String> missing = publication.missing(looking, bound);
        if (!missing.isEmpty()) {
            throw failures.halt(
                    "the publication `"
                            + names.publication()
                            + "` has not sent changes of "
                            + String.join(", ", missing),
                    "if the file names them anew, start with an empty data folder: both sides are"
                            + " compared, nothing is lost",
                    null);
        }
        Catalogue catalogue = tables.catalogue();
        publication.ensure(looking, bound, catalogue.version());
        slot.awaitFree(looking);
        Log log = log(opened);
        if (!log.server().equals(place.server())) {
            throw lost("this is another server than the one that was read so far");
        }
        if (Long.compareUnsigned(log.end(), place.lsn()) < 0) {
            throw lost(
                    "its log ends at "
                            + Place.show(log.end())
                            + ", before what was read already ("
                            + Place.show(place.lsn())
                            + "): it was restored from a backup");
        }
        Echo echo = Echo.decide(looking, catalogue, bound, names.origin(), place.whole(), watch);
        Place onward = new Place(place.slot(), place.server(), place.lsn(), echo == Echo.READ);
        return new LogFeed(
                slot, watch, null, start(log, bound, echo, onward), looking, log.connection());
    }

    private RuntimeException lost(String what) {
        return failures.halt(
                what + ". Changes may be missing",
                "let all of it be read anew: `entente reread "
                        + failures.system()
                        + "`, with --restored if it was restored from a backup; its --help says what"
                        + " that means",
                null);
    }

    private Log log(List<Connection> opened) throws SQLException {
        AtomicReference<@Nullable Wire> socket = new AtomicReference<>();
        Connection connection = keep(opened, sessions.openLog(socket::set));
        Wire wire = socket.get();
        return Query.command(
                connection,
                row ->
                        new Log(
                                connection,
                                Objects.requireNonNull(wire),
                                row.getString("systemid"),
                                LogSequenceNumber.valueOf(row.getString("xlogpos")).asLong()),
                "IDENTIFY_SYSTEM");
    }

    private LogFeed.Start start(Log log, List<Table> bound, Echo echo, Place place) {
        return () -> {
            String command =
                    "START_REPLICATION SLOT "
                            + SqlText.quote(names.slot())
                            + " LOGICAL "
                            + Place.show(place.lsn())
                            + " (proto_version '1', binary 'true', publication_names "
                            + SqlText.literal(SqlText.quote(names.publication()))
                            + echo.option()
                            + ")";
            LogStream stream = LogStream.start(log.connection(), log.wire(), command);
            Decoder decoder =
                    new Decoder(
                            bound,
                            tables.catalogue().types(),
                            tables::now,
                            names.origin(),
                            echo == Echo.SKIPPED);
            return new LogReader(stream, decoder, failures, host, place);
        };
    }
}
