package dev.entente.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PgOutputTest {

    @Test
    void reads_the_new_row_of_an_update() {
        ByteBuffer message = ByteBuffer.allocate(100).put((byte) 'U').putInt(16_384);
        tuple(message.put((byte) 'N'), "1", null, "ä");
        assertThat(PgOutput.read(message.flip()))
                .isInstanceOfSatisfying(
                        PgOutput.Updated.class,
                        updated -> assertThat(updated.row()).containsExactly("1", null, "ä"));
    }

    @Test
    void passes_over_the_old_key_before_it() {
        ByteBuffer message = ByteBuffer.allocate(100).put((byte) 'U').putInt(16_384);
        tuple(message.put((byte) 'K'), "1", null);
        tuple(message.put((byte) 'N'), "2", "x");
        assertThat(PgOutput.read(message.flip()))
                .isInstanceOfSatisfying(
                        PgOutput.Updated.class,
                        updated -> assertThat(updated.row()).containsExactly("2", "x"));
    }

    @Test
    void knows_the_end_of_a_transaction() {
        assertThat(PgOutput.read(ByteBuffer.wrap(new byte[] {'C'})))
                .isEqualTo(PgOutput.Mark.COMMIT);
        assertThat(PgOutput.read(ByteBuffer.wrap(new byte[] {'B'}))).isEqualTo(PgOutput.Mark.OTHER);
    }

    private static void tuple(ByteBuffer message, @Nullable String... cells) {
        message.putShort((short) cells.length);
        for (String cell : cells) {
            if (cell == null) {
                message.put((byte) 'n');
            } else {
                byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
                message.put((byte) 't').putInt(bytes.length).put(bytes);
            }
        }
    }
}
