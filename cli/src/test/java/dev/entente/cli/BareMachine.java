package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A machine below one folder, as the launcher sees it: the places where JDKs usually are, a home,
 * and on the path the tools that every system has. There is no JDK and no Maven until one is put
 * there; both are scripts that say how they were called.
 */
final class BareMachine {

    private static final List<String> TOOLS =
            List.of(
                    "awk",
                    "cat",
                    "dirname",
                    "find",
                    "grep",
                    "head",
                    "mkdir",
                    "mv",
                    "ps",
                    "readlink",
                    "rm",
                    "sleep",
                    "tee",
                    "touch");

    /** What the launcher names from the root on; here that is another folder. */
    private static final Pattern PLACES =
            Pattern.compile("(?<= )/(?=(usr/lib/jvm|Library/Java|opt|usr/local)/)");

    private static final int MOST_SECONDS = 60;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    /** What a program said, and how it ended. */
    record Said(int exit, String out, String err) {}

    BareMachine(Path root) throws IOException {
        this.root = root.toRealPath();
        Files.createDirectories(path());
        for (String tool : TOOLS) {
            Files.createSymbolicLink(path().resolve(tool), onTheRealPath(tool));
        }
        set("PATH", path().toString());
        set("HOME", at("home").toString());
    }

    private static Path onTheRealPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    Path at(String place) {
        return root.resolve(place);
    }

    /** The folder that the path is. */
    Path path() {
        return at("path");
    }

    void set(String name, String value) {
        environment.put(name, value);
    }

    void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** One that says where it is and, in brackets, what it was called with. */
    Path jdk(String place, String version) throws IOException {
        Path jdk = at(place);
        script(
                jdk.resolve("bin/java"),
                """
                echo "$0"
                for word; do printf '<%s>\\n' "$word"; done
                case $1 in -XX:AOTCacheOutput=*) : >"${1#*=}" ;; esac
                """);
        script(jdk.resolve("bin/javac"), "exit 1\n");
        Files.writeString(
                jdk.resolve("release"),
                """
                IMPLEMENTOR="Nobody"
                JAVA_RUNTIME_VERSION="99.9"
                JAVA_VERSION="%s"
                OS_ARCH="x86_64"
                """
                        .formatted(version));
        return jdk;
    }

    /** Maven as it would build the program; {@code more} is done meanwhile. */
    void maven(String more) throws IOException {
        script(
                path().resolve("mvn"),
                """
                echo "$JAVA_HOME $*" >>'%s'
                %s
                for word; do
                    case $word in -Dapp.dir=*) app=${word#*=} ;; esac
                done
                mkdir -p "$app/lib" && : >"$app/lib/entente.jar"
                """
                        .formatted(at("maven.calls"), more));
    }

    /** What Maven was called with, a line a call. */
    List<String> mavenCalls() throws IOException {
        Path calls = at("maven.calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** The program as a release has it, without sources; its launcher. */
    Path installed() throws IOException {
        Path launcher = launcherIn("installed");
        Files.createDirectories(at("installed/app/lib"));
        Files.createFile(at("installed/app/lib/entente.jar"));
        return launcher;
    }

    /** Where the launcher is copied to, it looks for JDKs on this machine only. */
    Path launcherIn(String place) throws IOException {
        Matcher places = PLACES.matcher(Files.readString(Path.of("..", "entente")));
        assertThat(places.results()).as("places that this machine must hide").hasSize(5);
        Path launcher = at(place).resolve("entente");
        Files.createDirectories(launcher.getParent());
        Files.writeString(launcher, places.replaceAll(Matcher.quoteReplacement(root + "/")));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        return launcher;
    }

    /** Starts it in another folder than its own; what it says goes to files. */
    Process start(Path launcher, Path out, Path err, String... args) throws IOException {
        List<String> words = new ArrayList<>(List.of(launcher.toString()));
        words.addAll(Arrays.asList(args));
        Path elsewhere = Files.createDirectories(at("else where"));
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(elsewhere.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    Said launch(Path launcher, String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(root, "said", ".out");
        Path err = Files.createTempFile(root, "said", ".err");
        Process process = start(launcher, out, err, args);
        try {
            assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }
}
