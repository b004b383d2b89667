package dev.entente.simulator.mutation;

import static dev.entente.simulator.mutation.Mutant.ofEngine;
import static dev.entente.simulator.mutation.Mutant.ofMerge;
import static dev.entente.simulator.mutation.Mutant.ofStep;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The defences that are taken out, one at a time. */
final class Mutants {

    private static final List<Mutant> WHEN_A_WRITE_COMES_BACK =
            List.of(
                    ofStep(
                            "R1",
                            "what was not sent is an observation",
                            "Settling",
                            "edits.take(field, before.values().get(i), before.marks().at(i), now);",
                            "edits.confirm(i, now, before.marks().at(i), null);"),
                    ofStep(
                            "R2",
                            "a pair is learnt from a declared normal form alone",
                            "Settling",
                            "boolean normal = draft.branch(write.branch()).normal(field).of(sent).equals(now);",
                            "boolean normal = true;"),
                    ofStep(
                            "R8",
                            "a write that may have landed is told field by field",
                            "ReadingBack",
                            "boolean isSent = isAsSent(write.branch(), field, sent, now);",
                            "boolean isSent = true;"),
                    ofStep(
                            "R8",
                            "the feed says whose it is what else was found",
                            "ReadingBack",
                            "} else if (draft.branch(write.branch()).exact()) {",
                            "} else if (write.branch() < 0) {"),
                    ofStep(
                            "R8",
                            "what was found is kept until the feed has come to it",
                            "Observing",
                            "if (!isBefore(reading, found)) {",
                            "if (found.key() != null || found.key() == null) {"),
                    ofStep(
                            "R8",
                            "what was sent is told from what was added to it",
                            "ReadingBack",
                            "} else if (!field.policy().takesWhole() && Descent",
                            "} else if (i < 0 && Descent"),
                    ofStep(
                            "R9",
                            "an attempt that was given up is remembered",
                            "ReadingBack",
                            "if (draft.branch(write.branch()).exact()) {\n            return;",
                            "if (write.branch() >= 0) {\n            return;"),
                    ofStep(
                            "I16",
                            "one unsettled write at most",
                            "Planning",
                            "if (flight.unsettled() == null && flight.found() == null",
                            "if (flight.found() == null"),
                    ofStep(
                            "I9",
                            "nothing is written over what a refused write found",
                            "Planning",
                            "if (flight.unsettled() == null && flight.found() == null",
                            "if (flight.unsettled() == null"));

    private static final List<Mutant> WHO_WINS =
            List.of(
                    ofMerge(
                            "R4",
                            "only the owner moves the head",
                            "Merge",
                            "if (edit.branch() == owner) {",
                            "if (edit.branch() >= 0) {"),
                    ofMerge(
                            "R5",
                            "every difference of a counter is added",
                            "Merge",
                            ": new Merged(sum(head, edit.incoming(), base), mark, edit.stamp(), Rule.MERGED);",
                            ": later(edit, head);"),
                    ofStep(
                            "R7",
                            "equal is equal or joined by a pair",
                            "Draft",
                            "return head.equals(held) || head.equals(seen.paired().get(field));",
                            "return head.equals(held);"),
                    ofMerge(
                            "R10",
                            "a head that went there and back is no fast-forward",
                            "Merge",
                            "&& (head.isUntimed() || !head.isAfter(edit.base().mark().latest()));",
                            "&& head != null;"),
                    ofStep(
                            "R10",
                            "there and back again counts although a write came after",
                            "Belated",
                            "if (replaced().get(i).covers(",
                            "if (i < 0 && replaced().get(i).covers("),
                    ofStep(
                            "R18",
                            "the stamps of elements are kept while a feed may tell of before",
                            "Draft",
                            "&& replica.flight().replaced().isEmpty()\n",
                            "\n"),
                    ofMerge(
                            "R18",
                            "each element is a last-writer-wins boolean",
                            "ElementMerge",
                            "if (unknown ? after != null : sinceUnchanged || stamp.isAfter(our)) {",
                            "if (unknown ? after != null : sinceUnchanged || stamp != null) {"),
                    ofMerge(
                            "I4",
                            "texts that were made of one text are merged in the order of their stamps",
                            "TextMerge",
                            "if (!superseded && !isOf(ground, base, before, standing)) {",
                            "if (!superseded) {"),
                    ofMerge(
                            "I27",
                            "an edit of a merged text is merged by what its author had seen",
                            "TextMerge",
                            "if (!superseded && !isOf(ground, base, before, standing)) {",
                            "if (superseded && !isOf(ground, base, before, standing)) {"));

    private static final List<Mutant> WHAT_AN_OBSERVATION_IS_WORTH =
            List.of(
                    ofStep(
                            "R11",
                            "what is older than what is known is dropped",
                            "Observing",
                            "return draft.branch(branch).exact()\n                && Objects.equals(reading.key()",
                            "return branch < 0\n                && Objects.equals(reading.key()"),
                    ofStep(
                            "R12",
                            "what waited is read again where versions are not exact",
                            "Settling",
                            "if (draft.branch(branch).exact()) {\n            waiting.forEach",
                            "if (branch >= 0) {\n            waiting.forEach"),
                    ofStep(
                            "R22",
                            "what was never seen there is not written over",
                            "Planning",
                            "                && replica.seen().values().has(i)\n",
                            ""));

    private static final List<Mutant> IDENTITY_DELETES_GENERATIONS =
            List.of(
                    ofStep(
                            "R14",
                            "that a former key is gone says nothing",
                            "Observing",
                            "return reading.standing() == Standing.ABSENT\n                && reading.key() != null",
                            "return reading.standing() == Standing.UNMET\n                && reading.key() != null"),
                    ofStep(
                            "R14",
                            "what is found under a key that was left says nothing",
                            "Settling",
                            "return write.kind() == Write.Kind.CREATE\n                || Objects",
                            "return write.branch() >= 0\n                || Objects"),
                    ofStep(
                            "R16",
                            "edits of a former life are kept apart",
                            "Observing",
                            "if (replica.generation() < draft.generation()) {",
                            "if (replica.generation() < 0) {"),
                    ofStep(
                            "R16",
                            "a copy of a former life is deleted before the new one is made",
                            "Planning",
                            "draft.isDeleted() || replica.generation() < draft.generation()",
                            "draft.isDeleted()"),
                    ofStep(
                            "R17",
                            "a delete of what was changed meanwhile is contradicted",
                            "Observing",
                            "counts && !draft.isDeleted() && isChangedSince(branch, replica.seen());",
                            "false;"),
                    ofStep(
                            "R23",
                            "systems that answer each other stop",
                            "Observing",
                            "if (draft.bounces() > MOST_BOUNCES) {",
                            "if (draft.bounces() < 0) {"));

    private static final List<Mutant> THE_ENGINE =
            List.of(
                    ofEngine(
                            "I9",
                            "an update is conditional",
                            "translate/Outward",
                            "mapping.write(write.values(), seen.residue()),\n                            mapping.expected(seen, seen.values()));",
                            "mapping.write(write.values(), seen.residue()),\n                            dev.entente.core.value.Row.empty(home.resource().columns().size()));"),
                    ofEngine(
                            "I13",
                            "a delete waits for creates that are under way",
                            "identify/Identification",
                            "return inFlight.hasCreate(home) ? new Identity.NotYet(null) : new Identity.Nobody();",
                            "return new Identity.Nobody();"),
                    ofEngine(
                            "I13",
                            "a record waits for the create that it may be",
                            "identify/Identification",
                            "&& inFlight.contains(home, kept.link().id())) {",
                            "&& kept == null) {"),
                    ofEngine(
                            "I14",
                            "a key belongs to one record",
                            "reconcile/Reconciler",
                            "if (binding == null || binding.retired() || binding.link().equals(link)) {",
                            "if (binding == null || binding.link() != null) {"),
                    ofEngine(
                            "R14",
                            "events of a retired key are dropped",
                            "identify/Identification",
                            "return new Identity.Nobody(); // R14: an event of a retired key",
                            "return new Identity.Known(kept);"),
                    ofEngine(
                            "R15",
                            "the key that a record is bound to is looked at first",
                            "identify/Identification",
                            "return new Identity.Taken(kept, bound);",
                            "return new Identity.Known(kept);"),
                    ofEngine(
                            "R14",
                            "a key that waits is read only after the creates",
                            "reconcile/Intake",
                            "looks.addAfterCreates(",
                            "looks.add("),
                    ofEngine(
                            "R12",
                            "a key is read again if something happened while it was read",
                            "write/Looks",
                            "if (known.again()) {",
                            "if (known.again() && !known.isOut()) {"),
                    ofEngine(
                            "R8",
                            "the key of a new record is known before it is committed",
                            "write/Inquiry",
                            "Map<LinkId, Key> made = heard == null ? Map.of() : heard.made();",
                            "Map<LinkId, Key> made = Map.of();"),
                    ofEngine(
                            "I12",
                            "what of a batch is not written is known before it is committed",
                            "write/Inquiry",
                            ": new Fate(Event.Landed.YES, heard.unwritten(), made);",
                            ": new Fate(Event.Landed.YES, Set.of(), made);"),
                    ofEngine(
                            "I12",
                            "the next batch goes only once a mixed outcome is durable",
                            "write/Writer",
                            "while (!clean && durable < batch && !ending) {",
                            "while (!clean && durable < batch && ending) {"),
                    ofEngine(
                            "I19",
                            "nothing leaves before it is durable",
                            "write/Attendance",
                            "if (permit != null) {",
                            "if (permit != null && batch < 0) {"),
                    ofEngine(
                            "I20",
                            "what was under way is asked about after a crash",
                            "write/Outbox",
                            "dispatch.recover(Layout.batchAt(key), items);",
                            "sheet.batch().delete(Space.INTENTS, key);"));

    /** Nothing that is tried shows that these are missing: what would is to be found. */
    static final Set<String> NOT_FOUND =
            Set.of(
                    "what was never seen there is not written over",
                    "edits of a former life are kept apart",
                    "a record waits for the create that it may be",
                    "a key belongs to one record",
                    "events of a retired key are dropped",
                    "a key that waits is read only after the creates");

    static final List<Mutant> ALL =
            Stream.of(
                            WHEN_A_WRITE_COMES_BACK,
                            WHO_WINS,
                            WHAT_AN_OBSERVATION_IS_WORTH,
                            IDENTITY_DELETES_GENERATIONS,
                            THE_ENGINE)
                    .flatMap(List::stream)
                    .toList();

    private Mutants() {}
}
