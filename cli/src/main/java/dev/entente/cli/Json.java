package dev.entente.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.entente.engine.desk.Wording;
import dev.entente.engine.watch.Brake;
import dev.entente.engine.watch.Status;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Answers as JSON: records as objects, names with underscores, moments as in {@link Wording#time},
 * one value on standard output. What would deceive at a terminal is an escape in a string, which
 * means the same.
 */
final class Json {

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .addModule(new SimpleModule().addSerializer(new Words()))
                    .addMixIn(Status.class, Now.class)
                    .addMixIn(Brake.class, Since.class)
                    .build();

    void print(Terminal terminal, Object answer) {
        terminal.out().println(Printable.lines(mapper.writeValueAsString(answer)));
    }

    /** Names of choices in small letters, as in the file. */
    private static final class Words extends StdSerializer<Enum<?>> {
        private Words() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum<?> word, JsonGenerator json, SerializationContext context) {
            json.writeString(word.name().toLowerCase(Locale.ROOT));
        }
    }

    private interface Now {
        @JsonProperty
        @JsonSerialize(using = Moments.class)
        long now();
    }

    private interface Since {
        @JsonProperty
        @JsonSerialize(using = Moments.class)
        long since();
    }

    /** Microseconds since the epoch. */
    static final class Moments extends StdSerializer<Long> {
        Moments() {
            super(Long.class);
        }

        @Override
        public void serialize(Long micros, JsonGenerator json, SerializationContext context) {
            json.writeString(Wording.time(micros));
        }
    }
}
