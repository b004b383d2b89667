package dev.entente.testkit;

import dev.entente.connector.Connector;
import dev.entente.testkit.system.Users;

/**
 * A system that is tried by a contract: real or not, with these tables, all empty at first.
 *
 * <ul>
 *   <li>{@code items}: {@code id} whole, the key, given by who makes a record · {@code code} text,
 *       unique, may be null · {@code amount} whole, may be null · {@code note} text, may be null,
 *       {@code new} by default
 *   <li>{@code pairs}: {@code left} whole and {@code right} text, together the key · {@code value}
 *       text, may be null
 *   <li>{@code ticks}: {@code id} whole, the key, made by the system · {@code label} text, may be
 *       null
 * </ul>
 */
public interface Subject extends AutoCloseable {
    Connector connector();

    /** The same system by a new connection, as after a restart. The one before is abandoned. */
    Connector reopened();

    /** People who work there past the connector. */
    Users users();

    @Override
    void close();
}
