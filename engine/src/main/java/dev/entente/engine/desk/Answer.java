package dev.entente.engine.desk;

import dev.entente.engine.watch.Brake;
import dev.entente.engine.watch.Forecast;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes back. Values are texts as people write them; null is null, and an absent entry is
 * nothing known.
 */
public sealed interface Answer {

    /**
     * @param changed how many records or brakes it concerned
     * @param message in plain words
     */
    record Done(long changed, String message) implements Answer {}

    /** One story a record that the text could mean; empty where there is none. */
    record Stories(List<Story> stories) implements Answer {}

    /**
     * @param head what all systems should agree on, by field
     * @param deleted whether the record is agreed to be gone
     * @param conflicts that wait for a person
     * @param pruned how many entries came before these and are gone: they were older than the
     *     journal keeps
     * @param entries what happened since, oldest first
     */
    record Story(
            String entity,
            String link,
            Map<String, @Nullable String> head,
            boolean deleted,
            List<Copy> copies,
            List<Conflict> conflicts,
            long pruned,
            List<Entry> entries)
            implements Answer {}

    /**
     * One system's copy.
     *
     * @param standing present, absent, unmet or out of scope
     * @param seen what was last seen there, by field
     * @param unsettled the write that is on its way, in plain words, or null
     * @param parked why nothing is written there, or null
     */
    record Copy(
            String system,
            String standing,
            @Nullable String key,
            Map<String, @Nullable String> seen,
            @Nullable String unsettled,
            @Nullable String parked)
            implements Answer {}

    /**
     * One step of the link.
     *
     * @param time ISO 8601, UTC, to the microsecond
     * @param cause what it followed from
     */
    record Entry(String time, String cause, List<Line> lines) implements Answer {}

    /**
     * One fact.
     *
     * @param kind of fact: seen, gone, written, planned …
     * @param from what the field was; null where the fact has none
     * @param lost the value that is kept in the journal alone
     * @param sentence all of it in plain words
     */
    record Line(
            String kind,
            @Nullable String system,
            @Nullable String field,
            @Nullable String from,
            @Nullable String to,
            @Nullable String by,
            @Nullable String rule,
            @Nullable String lost,
            String sentence)
            implements Answer {}

    record Conflicts(List<Conflict> conflicts, boolean more) implements Answer {}

    /**
     * @param record a key of it, as {@code explain} and {@code resolve} take it
     * @param field null where it is asked whether the record lives
     * @param base what both sides had seen
     * @param held what each system holds now
     * @param since ISO 8601
     */
    record Conflict(
            String entity,
            String link,
            String record,
            @Nullable String field,
            @Nullable String base,
            @Nullable String ours,
            @Nullable String theirs,
            Map<String, @Nullable String> held,
            String since)
            implements Answer {}

    record ParkedRecords(List<ParkedRecord> records, boolean more) implements Answer {}

    /**
     * @param reason the kind of obstacle
     * @param message in the words of the system, or ours
     * @param since ISO 8601; trying again in vain does not begin it anew
     */
    record ParkedRecord(
            String entity,
            String link,
            String record,
            String system,
            String reason,
            String message,
            String since)
            implements Answer {}

    record Brakes(List<Brake> brakes) implements Answer {}

    /**
     * @param waiting whether a person's word is waited for
     * @param reasons why
     */
    record Meeting(boolean waiting, List<Forecast> forecasts, List<String> reasons)
            implements Answer {}
}
