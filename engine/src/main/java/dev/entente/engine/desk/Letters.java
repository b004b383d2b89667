package dev.entente.engine.desk;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Inquiries and answers as one line of JSON each.
 *
 * <pre>
 * {"ask":"Explain","with":{"entity":"guest","record":"7","reveal":false}}
 * {"answer":{"stories":[]}}
 * {"no_answer":"There is no entity guest."}
 * </pre>
 *
 * <p>What can be asked is the list of the records that {@link Question} and {@link Command} permit;
 * nothing in a line names a class. An answer is read as what the question's type says it is.
 */
final class Letters {

    /** Longest line that asks, in bytes. */
    static final int LONGEST_QUESTION = 1 << 20;

    /** Longest line that answers, in bytes. */
    static final int LONGEST_ANSWER = 16 << 20;

    private static final int DEEPEST = 32;
    private static final String ASK = "ask";
    private static final String WITH = "with";
    private static final String ANSWER = "answer";
    private static final String NO_ANSWER = "no_answer";

    private static final Map<String, Class<?>> INQUIRIES = inquiries();

    private final JsonMapper mapper =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(LONGEST_ANSWER)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    // Half of a surrogate pair has no other form.
                                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .build();

    /**
     * @throws NoAnswer where it is too long to be asked
     */
    byte[] question(Inquiry<?> inquiry) {
        ObjectNode line = mapper.createObjectNode();
        line.put(ASK, inquiry.getClass().getSimpleName());
        line.set(WITH, mapper.valueToTree(inquiry));
        byte[] bytes = mapper.writeValueAsBytes(line);
        if (bytes.length > LONGEST_QUESTION) {
            throw new NoAnswer(
                    "The question has %d bytes, and at most %d can be asked."
                            .formatted(bytes.length, LONGEST_QUESTION));
        }
        return bytes;
    }

    /**
     * @throws NoAnswer where the line is no question, saying what would be one
     */
    Inquiry<?> inquiry(byte[] line) {
        try {
            JsonNode letter = mapper.readTree(line);
            Class<?> type = INQUIRIES.get(letter.path(ASK).asString(""));
            if (type == null || letter.size() != (letter.has(WITH) ? 2 : 1)) {
                throw new NoAnswer(
                        "A question is a line such as {\"ask\":\"HowIsIt\",\"with\":{}}; what can be"
                                + " asked is "
                                + String.join(", ", INQUIRIES.keySet())
                                + ".");
            }
            JsonNode with = letter.has(WITH) ? letter.path(WITH) : mapper.createObjectNode();
            refuseHoles(type, with);
            return (Inquiry<?>) mapper.treeToValue(with, type);
        } catch (JacksonException e) {
            throw new NoAnswer("The question cannot be read: " + e.getOriginalMessage());
        }
    }

    private static void refuseHoles(Class<?> type, JsonNode with) {
        for (RecordComponent part : type.getRecordComponents()) {
            if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !with.hasNonNull(part.getName())) {
                throw new NoAnswer(
                        "%s needs \"%s\", and the question does not have it."
                                .formatted(type.getSimpleName(), part.getName()));
            }
        }
    }

    /** The answer; where it is too long to be told, that. */
    byte[] answer(Object answer) {
        byte[] bytes = mapper.writeValueAsBytes(Map.of(ANSWER, answer));
        return bytes.length <= LONGEST_ANSWER
                ? bytes
                : refusal(
                        ("The answer has %d bytes, and at most %d can be told. Ask for less: one"
                                        + " record, or fewer at once.")
                                .formatted(bytes.length, LONGEST_ANSWER));
    }

    byte[] refusal(@Nullable String message) {
        return mapper.writeValueAsBytes(Map.of(NO_ANSWER, String.valueOf(message)));
    }

    /**
     * What was answered to this inquiry.
     *
     * @throws NoAnswer where the line says that there is none
     * @throws JacksonException where the line is no answer to it
     */
    @SuppressWarnings("unchecked") // The class is taken from A itself.
    <A> A answer(byte[] line, Inquiry<A> inquiry) {
        JsonNode letter = mapper.readTree(line);
        if (letter.hasNonNull(NO_ANSWER)) {
            throw new NoAnswer(letter.path(NO_ANSWER).asString(""));
        }
        return (A) mapper.treeToValue(letter.required(ANSWER), answerTo(inquiry.getClass()));
    }

    /** The A of a record that is a {@code Question<A>} or a {@code Command<A>}. */
    static Class<?> answerTo(Class<?> inquiry) {
        for (Type face : inquiry.getGenericInterfaces()) {
            if (face instanceof ParameterizedType typed
                    && typed.getActualTypeArguments()[0] instanceof Class<?> answer) {
                return answer;
            }
        }
        throw new IllegalArgumentException(inquiry + " does not say what its answer is");
    }

    private static Map<String, Class<?>> inquiries() {
        Map<String, Class<?>> byName = new LinkedHashMap<>();
        Stream.<Class<?>>of(Question.class, Command.class)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                .forEach(type -> {
                    if (byName.put(type.getSimpleName(), type) != null) {
                        throw new IllegalStateException("two inquiries of name " + type);
                    }
                });
        return Collections.unmodifiableMap(byName);
    }
}
