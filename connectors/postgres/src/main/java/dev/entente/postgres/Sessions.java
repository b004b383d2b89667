package dev.entente.postgres;

import dev.entente.connector.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Opens connections to one database, each for its purpose. */
record Sessions(
        String system, Address address, String user, @Nullable Secret password, Failures failures) {

    /** What a connection is for, and what the server is told about it. */
    enum Purpose {
        /** Looking things up. Stuck for two minutes, it counts as lost. */
        LOOKING("", 120),
        /**
         * Writing. Whoever waits for a lock gives way soon, before anybody else's deadlock is
         * found; what is acknowledged is on disk. Keys are found by index, never by reading all,
         * whatever was in the table when a plan was made.
         */
        WRITING(
                "-c lock_timeout=250ms -c idle_in_transaction_session_timeout=60s"
                        + " -c synchronous_commit=on -c enable_seqscan=off"
                        + " -c default_transaction_isolation=read\\ committed"
                        + " -c default_transaction_read_only=off",
                120),
        /** Reading whole tables: the first row may take long. */
        COPYING("", 0),
        /** Reading the log: watched by its reader. */
        LOG("", 0);

        private final String options;
        private final int socketTimeout;

        Purpose(String options, int socketTimeout) {
            this.options = options;
            this.socketTimeout = socketTimeout;
        }
    }

    /** A client that vanished is noticed by the server within a minute. */
    private static final String ALWAYS =
            "-c statement_timeout=0 -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10"
                    + " -c tcp_keepalives_count=3 ";

    Connection open(Purpose purpose) {
        try {
            return connect(properties(purpose));
        } catch (SQLException e) {
            throw failures.opening(e);
        }
    }

    /**
     * Opens a connection that speaks the replication protocol, and hands over its socket; of
     * several that were tried, the last one.
     */
    Connection openLog(Consumer<Wire> socket) {
        Properties properties = properties(Purpose.LOG);
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "14");
        properties.setProperty("socketFactory", WireFactory.class.getName());
        try {
            return WireFactory.during(socket, () -> connect(properties));
        } catch (SQLException e) {
            throw failures.opening(e);
        }
    }

    private Connection connect(Properties properties) throws SQLException {
        Connection connection = new Driver().connect(address.url(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not take " + address.url(), "08001");
        }
        return connection;
    }

    private Properties properties(Purpose purpose) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        properties.setProperty(
                "ApplicationName", "entente " + system + " pid " + ProcessHandle.current().pid());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", Integer.toString(purpose.socketTimeout));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("socketFactory", ChannelSockets.class.getName());
        properties.setProperty("options", ALWAYS + purpose.options);
        for (Map.Entry<String, String> option : address.options().entrySet()) {
            properties.setProperty(option.getKey(), option.getValue());
        }
        return properties;
    }

    @Override
    public String toString() {
        return "Sessions[" + system + " at " + address.hosts() + "]";
    }
}
