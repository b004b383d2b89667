package dev.entente.engine.desk;

import dev.entente.connector.Host;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Where the desk of a data folder listens: at {@code desk.sock} in it. Where that path is too long
 * for a socket, or the folder's file system has none: in a folder of its own in the system's
 * temporary one, named in {@code desk.path}.
 *
 * <p>A socket is made in a folder into which its owner alone can look, then closed to all others,
 * then moved to its place: there is no moment in which anybody else could connect.
 */
final class Address {

    private static final String SOCKET = "desk.sock";
    private static final String POINTER = "desk.path";
    private static final String MAKING = "desk.new";
    private static final String OWN_FOLDER = "entente-";
    private static final String OWNER_FOLDER = "rwx------";
    private static final String OWNER_FILE = "rw-------";

    /** Bytes that a socket's path may have: 104 with a zero behind them, 108 on Linux. */
    private static final int LONGEST = 103;

    private static final int MOST_TRIES = 8;

    private final Path folder;
    private final Path temporary;

    /**
     * @param temporary the system's folder for what is short-lived
     */
    Address(Path folder, Path temporary) {
        this.folder = folder.toAbsolutePath().normalize();
        this.temporary = temporary.toAbsolutePath();
    }

    static Address of(Path folder) {
        return new Address(folder, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    /** A connection to whoever listens, or null where nobody does. */
    @Nullable SocketChannel connect() throws IOException {
        SocketChannel near = connect(folder.resolve(SOCKET));
        if (near != null) {
            return near;
        }
        Path far = far();
        return far == null ? null : connect(far.resolve(SOCKET));
    }

    private static @Nullable SocketChannel connect(Path socket) throws IOException {
        if (isTooLong(socket) || !Files.exists(socket)) {
            return null;
        }
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException nobodyListens) {
            return null;
        } catch (SocketException e) {
            if (!Files.exists(socket)) {
                return null;
            }
            throw e;
        }
    }

    /** Begins to listen, in place of a process that died here, if one did. */
    ServerSocketChannel listen(Host host) throws IOException {
        remove();
        Path making = folder.resolve(MAKING);
        if (!isTooLong(making.resolve(SOCKET))) {
            try {
                return near(making);
            } catch (SocketException noSocketsHere) {
                remove();
            }
        }
        return far(host);
    }

    private ServerSocketChannel near(Path making) throws IOException {
        Files.createDirectory(making, mode(folder, OWNER_FOLDER));
        return bind(making.resolve(SOCKET), this::moveToItsPlace);
    }

    private void moveToItsPlace(Path made) throws IOException {
        Files.move(made, folder.resolve(SOCKET), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(folder.resolve(MAKING));
    }

    private ServerSocketChannel far(Host host) throws IOException {
        Path own = ownFolder(host);
        return bind(own.resolve(SOCKET), socket -> pointTo(own));
    }

    private void pointTo(Path own) throws IOException {
        Path written = folder.resolve(POINTER + ".new");
        Files.writeString(written, own + "\n", StandardCharsets.UTF_8);
        Files.move(written, folder.resolve(POINTER), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path ownFolder(Host host) throws IOException {
        IOException refused = new IOException("no folder in " + temporary + " has a free name");
        for (int i = 0; i < MOST_TRIES; i++) {
            String name =
                    OWN_FOLDER + Long.toString(host.chance(Long.MAX_VALUE), Character.MAX_RADIX);
            try {
                return Files.createDirectory(
                        temporary.resolve(name), mode(temporary, OWNER_FOLDER));
            } catch (FileAlreadyExistsException taken) {
                refused.addSuppressed(taken);
            }
        }
        throw refused;
    }

    private interface Placing {
        void place(Path socket) throws IOException;
    }

    private static ServerSocketChannel bind(Path socket, Placing placing) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            if (isPosix(socket)) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(OWNER_FILE));
            }
            placing.place(socket);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    /** Takes away the socket and what belongs to it, whether it is ours or a dead process's. */
    void remove() throws IOException {
        Files.deleteIfExists(folder.resolve(SOCKET));
        removeFolder(folder.resolve(MAKING));
        Path far = far();
        if (far != null) {
            removeFolder(far);
        }
        Files.deleteIfExists(folder.resolve(POINTER));
    }

    private static void removeFolder(Path own) throws IOException {
        Files.deleteIfExists(own.resolve(SOCKET));
        Files.deleteIfExists(own);
    }

    /**
     * The folder that the pointer names; null where there is none, or where it is not the owner's
     * alone: temporary folders are everybody's, and one that vanished may be somebody else's now.
     */
    private @Nullable Path far() throws IOException {
        Path pointer = folder.resolve(POINTER);
        Path own;
        try {
            own = Path.of(Files.readString(pointer, StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException | InvalidPathException e) {
            return null;
        }
        if (!own.isAbsolute()
                || !String.valueOf(own.getFileName()).startsWith(OWN_FOLDER)
                || !Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        boolean isPrivate =
                !isPosix(own)
                        || (Files.getOwner(own).equals(Files.getOwner(pointer))
                                && PosixFilePermissions.toString(Files.getPosixFilePermissions(own))
                                        .equals(OWNER_FOLDER));
        return isPrivate ? own : null;
    }

    private static boolean isTooLong(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST;
    }

    private static FileAttribute<?>[] mode(Path place, String permissions) {
        return isPosix(place)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
