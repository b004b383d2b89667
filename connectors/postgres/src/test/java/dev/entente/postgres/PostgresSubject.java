package dev.entente.postgres;

import dev.entente.connector.Connector;
import dev.entente.testkit.Subject;
import dev.entente.testkit.system.Users;

/** A database with the tables of the contracts. */
final class PostgresSubject implements Subject {
    private final Database database;
    private final Users users;
    private Connector connector;

    PostgresSubject(Database database) {
        this.database = database;
        database.sql(
                "CREATE TABLE items (id int PRIMARY KEY, code text UNIQUE, amount int,"
                        + " note text DEFAULT 'new')",
                "CREATE TABLE pairs (\"left\" int, \"right\" text, value text,"
                        + " PRIMARY KEY (\"left\", \"right\"))",
                "CREATE TABLE ticks (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text)");
        connector = database.connector();
        users = new PostgresUsers(database, name -> Database.resource(connector, name));
    }

    @Override
    public Connector connector() {
        return connector;
    }

    @Override
    public Connector reopened() {
        connector.close();
        connector = database.connector();
        return connector;
    }

    @Override
    public Users users() {
        return users;
    }

    /** What was opened is closed with the database. */
    @Override
    public void close() {}
}
