package dev.entente.engine.desk;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records with values in all of their components, made from their declarations. */
final class Sample {

    /** How full. */
    enum Kind {
        /** Something everywhere; two in each list. */
        FULL,
        /** What may be null is. */
        NULLS,
        /** Lists, maps and texts have nothing in them. */
        EMPTY
    }

    private static final List<String> TEXTS =
            List.of(
                    "Zoë O'Néill \u2028 \"quoted\" \\ back",
                    "line\nline\r\n\ttab \u0000 \u001f",
                    "\uD83D\uDC1D and a half \uD83D",
                    "{\"@class\":\"java.lang.Runtime\"}",
                    " ");
    private static final List<Long> NUMBERS =
            List.of(Long.MAX_VALUE, Long.MIN_VALUE, -1L, 0L, 1_763_768_400_123_457L);

    private final Kind kind;
    private final Set<String> met = new TreeSet<>();
    private int count;

    Sample(Kind kind) {
        this.kind = kind;
    }

    /** Names of the records that were made. */
    Set<String> met() {
        return met;
    }

    Object of(Class<?> type) {
        met.add(type.getName());
        RecordComponent[] parts = type.getRecordComponents();
        try {
            var constructor =
                    type.getDeclaredConstructor(
                            Stream.of(parts)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            return constructor.newInstance(
                    Stream.of(parts).map(part -> value(part.getAnnotatedType())).toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private @Nullable Object value(AnnotatedType annotated) {
        if (kind == Kind.NULLS && annotated.isAnnotationPresent(Nullable.class)) {
            return null;
        }
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic) {
            AnnotatedType[] inside =
                    ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return list(inside[0]);
            } else if (generic.getRawType() == Map.class) {
                return map(inside[1]);
            }
        } else if (type instanceof Class<?> plain) {
            return plain.isRecord() ? of(plain) : scalar(plain);
        }
        throw new AssertionError("no sample of " + type);
    }

    private List<@Nullable Object> list(AnnotatedType element) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < (kind == Kind.EMPTY ? 0 : 2); i++) {
            list.add(value(element));
        }
        return list;
    }

    /** By names as a file can have them. */
    private Map<String, @Nullable Object> map(AnnotatedType element) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < (kind == Kind.EMPTY ? 0 : 2); i++) {
            map.put("naïve \"name\" " + i, value(element));
        }
        return map;
    }

    private Object scalar(Class<?> type) {
        count++;
        if (type == String.class) {
            return kind == Kind.EMPTY ? "" : TEXTS.get(count % TEXTS.size());
        } else if (type == long.class) {
            return NUMBERS.get(count % NUMBERS.size());
        } else if (type == int.class) {
            return NUMBERS.get(count % NUMBERS.size()).intValue();
        } else if (type == boolean.class) {
            return count % 2 == 0;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[count % type.getEnumConstants().length];
        }
        throw new AssertionError("no sample of " + type);
    }
}
