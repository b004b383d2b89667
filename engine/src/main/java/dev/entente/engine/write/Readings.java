package dev.entente.engine.write;

import dev.entente.connector.NativeReading;
import dev.entente.connector.Outcome;
import dev.entente.core.lens.NoForm;
import dev.entente.core.step.Event;
import dev.entente.core.value.Key;
import dev.entente.engine.observe.Arrival;
import dev.entente.engine.observe.Look;
import dev.entente.engine.translate.Home;
import dev.entente.engine.translate.Inward;
import dev.entente.engine.translate.Noticed;
import dev.entente.engine.translate.Outward;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a system says of writes, and of what is there: answers and sights for the reconciler. */
final class Readings {

    private final Line line;
    private final Outcomes meanings;
    private final Inquiry inquiry;

    Readings(Line line, Testimony testimony) {
        this.line = line;
        this.meanings = new Outcomes(line);
        this.inquiry = new Inquiry(line, testimony, meanings);
    }

    List<Arrival.Answer> answers(long batch, List<Outgoing> sent, List<Outcome> outcomes)
            throws InterruptedException {
        if (outcomes.size() != sent.size()) {
            throw new IllegalStateException(
                    "a batch of "
                            + sent.size()
                            + " came back with "
                            + outcomes.size()
                            + " outcomes");
        }
        Arrival.Answer[] answers = new Arrival.Answer[sent.size()];
        List<Integer> unknown = new ArrayList<>();
        List<Integer> untold = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            Event event = meanings.event(sent.get(i), outcomes.get(i));
            if (event == null) {
                boolean landed = !(outcomes.get(i) instanceof Outcome.Unknown);
                (landed ? untold : unknown).add(i);
            } else {
                answers[i] =
                        new Arrival.Answer(
                                sent.get(i).home(),
                                sent.get(i).link(),
                                event,
                                sent.get(i).observed(),
                                Outcomes.mayWorkLater(outcomes.get(i)));
            }
        }
        inquiry.settle(batch, sent, unknown, answers);
        inquiry.settleWritten(batch, sent, untold, answers);
        return List.of(answers);
    }

    Arrival.Answer untranslatable(Outgoing outgoing, NoForm why) {
        return outgoing.answered(meanings.unreadable(outgoing, why));
    }

    /** What became of a batch that was under way when the last run ended. */
    List<Arrival.Answer> recovered(long batch, List<Outgoing> items) throws InterruptedException {
        Arrival.Answer[] answers = new Arrival.Answer[items.size()];
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            try {
                Outward.item(items.get(i).home(), items.get(i).write());
                sent.add(i);
            } catch (NoForm e) {
                answers[i] = untranslatable(items.get(i), e); // it was never sent
            }
        }
        inquiry.settle(batch, items, sent, answers);
        return List.of(answers);
    }

    // Looking again

    List<Arrival.Sight> look(List<Look> looks) throws InterruptedException {
        Map<Home, List<Key>> wanted = new LinkedHashMap<>();
        for (Look look : looks) {
            List<Key> keys = wanted.computeIfAbsent(look.home(), _ -> new ArrayList<>());
            keys.add(look.key());
            if (look.beside() != null) {
                keys.add(look.beside());
            }
        }
        Map<Home, Map<Key, Noticed>> found = new LinkedHashMap<>();
        for (Map.Entry<Home, List<Key>> entry : wanted.entrySet()) {
            found.put(entry.getKey(), noticed(entry.getKey(), entry.getValue()));
        }
        List<Arrival.Sight> sights = new ArrayList<>();
        for (Look look : looks) {
            Map<Key, Noticed> here = found.getOrDefault(look.home(), Map.of());
            Noticed there = here.get(look.key());
            if (there != null) {
                Noticed beside = look.beside() == null ? null : here.get(look.beside());
                sights.add(new Arrival.Sight(look, there, beside));
            }
        }
        return sights;
    }

    private Map<Key, Noticed> noticed(Home home, List<Key> keys) throws InterruptedException {
        List<NativeReading> readings =
                line.persist(() -> line.connector().read(home.resource(), keys));
        Map<Key, Noticed> noticed = new LinkedHashMap<>();
        for (int i = 0; i < readings.size(); i++) {
            noticed.put(keys.get(i), Inward.notice(home, keys.get(i), readings.get(i), line.now()));
        }
        return noticed;
    }
}
