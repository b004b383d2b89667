package dev.entente.postgres;

import dev.entente.testkit.ConnectorContract;
import dev.entente.testkit.Subject;
import dev.entente.testkit.WriteContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every connector keeps to, kept by this one against a real server. */
@Timeout(60)
@ExtendWith(PostgresServer.class)
class ContractIT {
    private Database database;

    @BeforeEach
    void connect(Database fresh) {
        database = fresh;
    }

    @Nested
    class It_feeds extends ConnectorContract {
        @Override
        protected Subject open() {
            return new PostgresSubject(database);
        }
    }

    @Nested
    class It_writes extends WriteContract {
        @Override
        protected Subject open() {
            return new PostgresSubject(database);
        }
    }
}
