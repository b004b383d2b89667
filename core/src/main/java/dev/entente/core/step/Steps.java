package dev.entente.core.step;

import dev.entente.core.entity.Entity;
import dev.entente.core.link.Link;
import dev.entente.core.link.LinkId;
import dev.entente.core.link.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The decision itself: one pure function from a link and an event to what follows. */
public final class Steps {

    private Steps() {}

    /**
     * What follows from an event. Stepping the same event twice is stepping it once (I15).
     *
     * @param before the link, with one replica per branch of the entity
     */
    public static Step step(Link before, Event event, Entity entity) {
        Draft draft = new Draft(before, entity, event.now());
        Observing observing = new Observing(draft);
        switch (event) {
            case Event.Observed observed ->
                    observing.observed(observed.branch(), observed.observation());
            case Event.Unlisted unlisted -> observing.unlisted(unlisted.branch());
            case Event.LogLost lost -> new Rereading(draft, lost.branch()).logLost(lost.setBack());
            case Event.Applied _,
                    Event.Accepted _,
                    Event.Refused _,
                    Event.Rejected _,
                    Event.Unsent _,
                    Event.ReadBack _ ->
                    new Settling(draft, observing).settle(event);
            case Event.Decided decided -> new Deciding(draft, observing).decided(decided);
            case Event.Reviewed reviewed -> new Deciding(draft, observing).reviewed(reviewed.by());
            case Event.Erased erased -> new Deciding(draft, observing).erased(erased.by());
        }
        if (!draft.isTouched()) {
            return new Step(before, List.of(), List.of());
        }
        new Planning(draft).plan();
        return draft.finish();
    }

    /**
     * A new link. At systems whose listing is complete it is known not to be there; at the others
     * nothing is known yet.
     */
    public static Link start(LinkId id, Entity entity, Set<Integer> listed) {
        Link link = Link.unmet(id, entity);
        List<Replica> replicas = new ArrayList<>(link.replicas());
        listed.forEach(branch -> replicas.set(branch, Replica.absent(entity.width())));
        return new Link(id, 0, link.head(), replicas, List.of(), Link.Tally.ZERO);
    }
}
