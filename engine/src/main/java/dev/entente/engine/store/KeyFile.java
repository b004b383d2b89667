package dev.entente.engine.store;

import dev.entente.connector.Halt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;

/**
 * The master key in the data folder: 64 hexadecimal digits that only the owner can read. Whoever
 * has the folder with it can read what is sealed; to keep them apart the key is given from outside.
 */
final class KeyFile {

    static final String NAME = "key";

    /** Bytes of a master key. */
    static final int SIZE = 32;

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /** A key as it must be, or a message that begins with where it came from. */
    static byte[] sized(byte[] key, String source) {
        if (key.length != SIZE) {
            throw new Halt(
                    source
                            + " has "
                            + key.length
                            + " bytes; a master key has "
                            + SIZE
                            + ". Make one with `openssl rand -hex 32`.");
        }
        return key.clone();
    }

    byte[] read() {
        try {
            refuseIfOthersMayRead();
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return sized(HexFormat.of().parseHex(text), "The key in " + file);
        } catch (NoSuchFileException e) {
            throw new Halt(
                    "The store is sealed with a master key, and its file "
                            + file
                            + " is missing. Bring the file back, or give the key in ENTENTE_KEY; if"
                            + " it is lost, begin with an empty data folder: the first meeting links"
                            + " the records again.",
                    e);
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            throw new Halt(
                    "The file "
                            + file
                            + " does not hold a master key (64 hexadecimal digits). Bring the file"
                            + " back from a backup, or give the key in ENTENTE_KEY.",
                    e);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    byte[] readOrMake(Nonces nonces) {
        if (Files.exists(file)) {
            return read();
        }
        byte[] key = new byte[SIZE];
        nonces.fill(key);
        byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        Path made = file.resolveSibling(NAME + ".new");
        try {
            Files.deleteIfExists(made);
            try (FileChannel channel = FileChannel.open(made, options(), attributes())) {
                channel.write(ByteBuffer.wrap(text));
                channel.force(true);
            }
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            new Folder(parent()).force();
            return key;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static Set<StandardOpenOption> options() {
        return EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private FileAttribute<?>[] attributes() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            EnumSet.of(
                                    PosixFilePermission.OWNER_READ,
                                    PosixFilePermission.OWNER_WRITE))
                }
                : new FileAttribute<?>[0];
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (!isPosix()) {
            return;
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------")) {
            throw new Halt(
                    "The master key in "
                            + file
                            + " can be read by others than its owner ("
                            + mode
                            + "). Run `chmod 600 "
                            + file
                            + "`; if somebody may have read it, begin with an empty data folder.");
        }
    }

    private Path parent() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Halt unusable(IOException e) {
        return new Halt("The file of the master key, " + file + ", cannot be used: " + e, e);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
