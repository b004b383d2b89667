package dev.entente.connector;

import dev.entente.core.value.Key;
import dev.entente.core.value.Row;
import dev.entente.core.value.Version;
import org.jspecify.annotations.Nullable;

/**
 * What is at a system now.
 *
 * @param key null only where something was looked for by other columns and not found
 * @param row null where nothing is there
 * @param version where the feed is ordered, comparable with the versions of its changes: every
 *     later change there has a greater one; {@code None} where the system cannot promise that
 */
public record NativeReading(@Nullable Key key, @Nullable Row row, Version version) {}
