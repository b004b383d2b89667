package dev.entente.cli;

import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Answers as JSON: records as objects, names with underscores, one value on standard output. */
final class Json {

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .addModule(new SimpleModule().addSerializer(new Words()))
                    .build();

    void print(Terminal terminal, Object answer) {
        terminal.out().println(mapper.writeValueAsString(answer));
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
}
