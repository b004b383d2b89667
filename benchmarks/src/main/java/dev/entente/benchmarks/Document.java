package dev.entente.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown file with room for figures between two marks; what stands around them is left. */
record Document(Path file) {

    /**
     * @param room the name in the marks {@code <!-- name: begin -->} and {@code <!-- name: end -->}
     */
    void put(String room, String text) throws IOException {
        String begin = "<!-- " + room + ": begin -->";
        String end = "<!-- " + room + ": end -->";
        String all = Files.readString(file);
        int from = all.indexOf(begin);
        int to = all.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(
                    file + " has no room for figures: put " + begin + " and " + end + " into it");
        }
        Files.writeString(
                file,
                all.substring(0, from + begin.length())
                        + "\n"
                        + text.strip()
                        + "\n"
                        + all.substring(to));
    }
}
