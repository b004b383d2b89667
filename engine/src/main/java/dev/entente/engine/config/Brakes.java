package dev.entente.engine.config;

/**
 * The limits that stop a sync before it does wide damage, for one entity at one system.
 *
 * @param deletes in an hour
 * @param creates in an hour
 * @param updates in an hour
 * @param firstMeeting what may be done at a first meeting without being asked
 */
public record Brakes(Limit deletes, Limit creates, Limit updates, FirstMeeting firstMeeting) {

    public static final Brakes DEFAULT =
            new Brakes(
                    new Limit(10, 5),
                    Limit.NONE,
                    Limit.NONE,
                    new FirstMeeting(new Limit(0, 0), new Limit(1000, 0), new Limit(0, 0)));

    /**
     * @param overwrites fields that had another value
     */
    public record FirstMeeting(Limit deletes, Limit creates, Limit overwrites) {}
}
