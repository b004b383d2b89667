package dev.entente.engine.config;

import dev.entente.core.lens.LetterCase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** One thing that is done to a value on its way in, as the file has it. */
public sealed interface Turn {

    Place place();

    record Trimmed(Place place) implements Turn {}

    record Cased(LetterCase.Letters read, LetterCase.Letters written, Place place)
            implements Turn {}

    record Affixed(String prefix, String suffix, Place place) implements Turn {}

    record SplitAt(String separator, Place place) implements Turn {}

    /**
     * @param names what JSON calls the fields of a list's elements that it names differently
     */
    record AsJson(Map<String, String> names, Place place) implements Turn {
        public AsJson {
            names = Map.copyOf(names);
        }
    }

    /**
     * @param digits after the point at the system, or -1 for as many as its column holds
     */
    record Scaled(
            BigDecimal factor, BigDecimal offset, int digits, RoundingMode rounding, Place place)
            implements Turn {}

    record Formatted(String pattern, Place place) implements Turn {}

    record InZone(ZoneId zone, Place place) implements Turn {}

    record Codes(List<Code> codes, Place place) implements Turn {
        public Codes {
            codes = List.copyOf(codes);
        }
    }

    /**
     * @param isNull whether it is the system's null that means this
     */
    record Code(Name nativeText, boolean isNull, Name canonicalText) {}

    record Defaulted(Name text) implements Turn {
        @Override
        public Place place() {
            return text.place();
        }
    }
}
