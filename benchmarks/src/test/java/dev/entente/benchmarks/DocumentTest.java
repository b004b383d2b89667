package dev.entente.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
    @TempDir Path folder;

    @Test
    void takes_new_figures_in_place_of_the_old_ones_and_nothing_else() throws IOException {
        Document document =
                document("before\n<!-- x: begin -->\nold\nold\n<!-- x: end -->\nafter\n");
        document.put("x", "new\n");
        document.put("x", "newer\n");
        assertThat(document.file())
                .hasContent("before\n<!-- x: begin -->\nnewer\n<!-- x: end -->\nafter\n");
    }

    @Test
    void says_which_marks_it_misses() throws IOException {
        Document document = document("no room");
        assertThatThrownBy(() -> document.put("x", "new"))
                .hasMessageContaining("<!-- x: begin -->");
    }

    private Document document(String text) throws IOException {
        return new Document(Files.writeString(folder.resolve("figures.md"), text));
    }
}
