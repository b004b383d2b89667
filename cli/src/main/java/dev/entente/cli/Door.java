package dev.entente.cli;

import dev.entente.engine.desk.Desk;
import dev.entente.engine.desk.DeskClient;
import dev.entente.engine.desk.Inquiry;
import java.io.IOException;
import java.nio.file.Files;

/**
 * The way to the desk: of the sync that runs, if one does; else of its store, opened for the time.
 */
interface Door extends AutoCloseable {

    <A> A ask(Inquiry<A> inquiry);

    @Override
    void close();

    static Door open(Assembly assembly, SyncFile file) {
        DeskClient client = DeskClient.connect(file.data());
        if (client != null) {
            return new ToAnother(client);
        }
        if (!Files.isDirectory(file.data())) {
            throw new Failure(
                    Exit.UNKNOWN,
                    "Nothing has been run with "
                            + file.path()
                            + " yet: there is no "
                            + file.data()
                            + ". Start it with `entente run "
                            + file.path()
                            + "`, or say with --data where its data is.");
        }
        try {
            Opened opened = assembly.openToAsk(file);
            return new ToOurOwn(
                    opened,
                    new dev.entente.engine.Assembly(
                                    opened.sync(), opened.store(), opened.seals(), assembly.host())
                            .desk());
        } catch (Failure e) {
            // A run that has just begun holds the folder before it listens.
            DeskClient late = e.exit() == Exit.DATA ? DeskClient.connect(file.data()) : null;
            if (late == null) {
                throw e;
            }
            return new ToAnother(late);
        }
    }

    /** The process that runs the sync answers. */
    record ToAnother(DeskClient client) implements Door {
        @Override
        public <A> A ask(Inquiry<A> inquiry) {
            try {
                return client.ask(inquiry);
            } catch (IOException e) {
                throw new Failure(
                        Exit.DATA, "The sync that runs does not answer: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** Nothing runs: the answer is in the store. */
    record ToOurOwn(Opened opened, Desk desk) implements Door {
        @Override
        public <A> A ask(Inquiry<A> inquiry) {
            return desk.ask(inquiry);
        }

        @Override
        public void close() {
            opened.close();
        }
    }
}
