package dev.entente.engine.desk;

import dev.entente.core.entity.Policy;
import dev.entente.core.step.Fact;

/** What became of an edit, and why: the second half of its sentence. */
record Ruling(Chronicle chronicle) {

    String of(Fact.Edited edited, Fact.Change change) {
        int field = change.field();
        String before = chronicle.quoted(field, change.before());
        String after = chronicle.quoted(field, change.after());
        String policy = chronicle.policy(field);
        return switch (change.rule()) {
            case FAST_FORWARD -> "; nobody else had changed it.";
            case AGREED ->
                    change.base() == null
                            ? "; elsewhere it is the same."
                            : "; that was agreed already.";
            case FIRST -> ", the first value known.";
            case FILLED ->
                    change.incoming().isNull()
                            ? "; elsewhere it is " + after + ", which is taken over."
                            : "; elsewhere there was nothing, so this is taken over.";
            case MERGED -> "; merged with what others had done (" + policy + "): " + after + ".";
            case INCOMING_WON ->
                    "; a conflict with "
                            + before
                            + ", which lost ("
                            + policy
                            + ") and is kept here alone."
                            + untimed(
                                    edited,
                                    change,
                                    " Both were there when the systems first met, and nobody knows"
                                            + " which is later: "
                                            + chronicle.system(edited.branch())
                                            + " wins, which the file names first.");
            case HEAD_WON ->
                    "; a conflict with "
                            + before
                            + ", which won ("
                            + policy
                            + "); "
                            + chronicle.quoted(field, change.incoming())
                            + " is kept here alone."
                            + untimed(
                                    edited,
                                    change,
                                    " It was there when the systems first met, and nobody knows"
                                            + " since when: what was edited since wins, else the"
                                            + " system that the file names first.");
            case NOT_OWNER ->
                    "; but the field belongs to another system, so "
                            + after
                            + " stays and "
                            + chronicle.quoted(field, change.incoming())
                            + " is kept here alone.";
            case ASKED -> "; a conflict with " + before + ": a person decides.";
            case TOO_LATE ->
                    "; too late: the record of that life is gone, and "
                            + chronicle.quoted(field, change.incoming())
                            + " is kept here alone.";
            case SET_BACK ->
                    "; "
                            + chronicle.system(edited.branch())
                            + " was restored from a backup, so "
                            + after
                            + " stays and "
                            + chronicle.quoted(field, change.incoming())
                            + " is kept here alone.";
            case OUR_OWN ->
                    "; that was a late effect of a write of ours to "
                            + chronicle.system(edited.branch())
                            + ", no edit.";
        };
    }

    /** Said where the later of two edits won and nobody can know when the one was made (R6). */
    private String untimed(Fact.Edited edited, Fact.Change change, String why) {
        boolean isByTime =
                chronicle.policy(change.field()).equals(new Policy.LastWriterWins().word());
        return isByTime && change.base() == null && edited.stamp().isUntimed() ? why : "";
    }
}
