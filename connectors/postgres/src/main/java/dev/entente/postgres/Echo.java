package dev.entente.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How much of what we write ourselves comes back by the log.
 *
 * <p>Nothing needs to: the answer to a write says what is there now. But what our write caused by
 * triggers, rules and foreign keys that cascade bears our mark, too, so our transactions are left
 * out only while no table that we write to has any.
 */
enum Echo {
    /** The server does not send them. It sends nobody else's that bear a mark, either. */
    UNSENT,
    /** They are sent, and skipped unread. */
    SKIPPED,
    /** They are read like all others, and dropped by their versions. */
    READ;

    /** Since when the server can be asked not to send what has an origin. */
    private static final int FILTERS = 160_000;

    /**
     * Whether a write to one of the tables can change something else than the rows it names. Every
     * trigger counts, also one before the change: nobody knows what its function does. Nor does
     * anybody know what a partition will have that is attached later.
     */
    private static final String CAUSES_MORE =
            """
            SELECT EXISTS (
              SELECT 1 FROM pg_trigger g
              WHERE g.tgrelid = ANY (?::oid[]) AND g.tgenabled IN ('O', 'A')
                AND (NOT g.tgisinternal OR EXISTS (
                  SELECT 1 FROM pg_constraint f
                  WHERE f.oid = g.tgconstraint AND f.contype = 'f' AND f.confrelid = g.tgrelid
                    AND (f.confdeltype IN ('c', 'n', 'd') OR f.confupdtype IN ('c', 'n', 'd'))))
            ) OR EXISTS (
              SELECT 1 FROM pg_rewrite r WHERE r.ev_class = ANY (?::oid[]) AND r.ev_type <> '1'
            ) OR EXISTS (
              SELECT 1 FROM pg_class c WHERE c.oid = ANY (?::oid[]) AND c.relkind = 'p')
            """;

    /**
     * The origins by which anybody but us could mark transactions of this database: a subscription,
     * another tool. Those of other databases are known by their slots and subscriptions.
     */
    private static final String OTHER_ORIGINS =
            """
            pg_replication_origin o WHERE o.roname <> ?
              AND NOT EXISTS (SELECT 1 FROM pg_replication_slots s
                WHERE s.slot_name = o.roname AND s.database <> current_database())
              AND NOT EXISTS (SELECT 1 FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
                WHERE d.datname <> current_database()
                  AND (o.roname = 'pg_' || s.oid OR starts_with(o.roname, 'pg_' || s.oid || '_')))
            """;

    /**
     * Something that changes whenever a trigger or a rule of the tables comes or goes, or any
     * origin but ours where those matter. It tells too much, never too little, and is cheap,
     * because it is asked with every write. Takes the tables twice, whether origins matter, and
     * ours.
     */
    static final String FINGERPRINT =
            """
            concat_ws(':',
              (SELECT concat(count(*), '-', max(xmin::text::int8)) FROM pg_trigger
               WHERE tgrelid = ANY (?::oid[])),
              (SELECT count(*) FROM pg_rewrite WHERE ev_class = ANY (?::oid[])),
              CASE WHEN ? THEN (SELECT concat(count(*), '-', max(xmin::text::int8))
                FROM pg_replication_origin WHERE roname <> ?) END)
            """;

    /**
     * Decides, and tells the writer on what premise.
     *
     * @param whole whether everything must be read in any case
     */
    static Echo decide(
            Connection connection,
            Catalogue catalogue,
            Collection<Table> tables,
            String origin,
            boolean whole,
            EchoWatch watch)
            throws SQLException {
        if (whole) {
            watch.begin(null);
            return READ;
        }
        String oids = oids(tables);
        // The fingerprint first: what comes between the two is seen by the second.
        String withOthers = fingerprint(connection, oids, true, origin);
        String without = fingerprint(connection, oids, false, origin);
        Echo echo = of(connection, oids, catalogue.version(), origin);
        watch.begin(
                switch (echo) {
                    case UNSENT -> new EchoWatch.Premise(oids, true, withOthers);
                    case SKIPPED -> new EchoWatch.Premise(oids, false, without);
                    case READ -> null;
                });
        return echo;
    }

    private static Echo of(Connection connection, String oids, int version, String origin)
            throws SQLException {
        if (Query.isTrue(connection, CAUSES_MORE, oids, oids, oids)) {
            return READ;
        }
        boolean others =
                Query.isTrue(connection, "SELECT count(*) > 0 FROM " + OTHER_ORIGINS, origin);
        return version >= FILTERS && !others ? UNSENT : SKIPPED;
    }

    static boolean causesMore(Connection connection, Collection<Table> tables) throws SQLException {
        String oids = oids(tables);
        return Query.isTrue(connection, CAUSES_MORE, oids, oids, oids);
    }

    /** Whether what was decided then would be decided now. */
    static boolean holds(Connection connection, EchoWatch.Premise premise, String origin)
            throws SQLException {
        return premise.fingerprint()
                .equals(fingerprint(connection, premise.tables(), premise.origins(), origin));
    }

    private static String fingerprint(
            Connection connection, String oids, boolean origins, String origin)
            throws SQLException {
        String fingerprint =
                Query.one(
                        connection,
                        row -> row.getString(1),
                        "SELECT " + FINGERPRINT,
                        oids,
                        oids,
                        origins,
                        origin);
        return Objects.requireNonNull(fingerprint);
    }

    private static String oids(Collection<Table> tables) {
        return tables.stream()
                .map(table -> Integer.toUnsignedString(table.relation().oid()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The origin option of the log, or nothing where the server does not know it. */
    String option() {
        return this == UNSENT ? ", origin 'none'" : "";
    }
}
