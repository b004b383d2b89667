package dev.entente.engine.store;

import dev.entente.connector.Halt;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What RocksDB says went wrong, in words that say what to do. */
final class RocksFault {

    private RocksFault() {}

    /**
     * @param doing what was not done, as a sentence
     */
    static Halt halt(Path folder, String doing, RocksDBException e) {
        Status status = e.getStatus();
        if (status == null) {
            return new Halt(doing + " The store in " + folder + " said: " + e.getMessage(), e);
        }
        return new Halt(doing + " " + meaning(folder, status) + said(status), e);
    }

    private static String meaning(Path folder, Status status) {
        if (status.getSubCode() == Status.SubCode.NoSpace) {
            return "The disk of the data folder "
                    + folder
                    + " is full. Everything committed before is safe: make room, then start again,"
                    + " and it goes on where it was.";
        }
        return switch (status.getCode()) {
            case Corruption ->
                    "What is in "
                            + folder
                            + " is damaged. Check the disk, then restore the data folder from a"
                            + " backup, or begin with an empty one: the first meeting links the"
                            + " records again.";
            case IOError ->
                    "The data folder "
                            + folder
                            + " cannot be read or written. Everything committed before is safe:"
                            + " check the disk, its free space and the folder's rights, then start"
                            + " again, and it goes on where it was.";
            case InvalidArgument ->
                    "What is in "
                            + folder
                            + " was written by a newer version of Entente, or by something else:"
                            + " run the newer version, or give another data folder.";
            case Ok,
                    NotFound,
                    NotSupported,
                    MergeInProgress,
                    Incomplete,
                    ShutdownInProgress,
                    TimedOut,
                    Aborted,
                    Busy,
                    Expired,
                    TryAgain,
                    Undefined ->
                    "The store in " + folder + " refused. Start again; it goes on where it was.";
        };
    }

    private static String said(Status status) {
        String state = status.getState();
        return " (RocksDB: "
                + status.getCodeString()
                + (state == null || state.isBlank() ? "" : ", " + state)
                + ")";
    }
}
