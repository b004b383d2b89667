package dev.entente.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What the command line says; {@code benchmarks/run --help} lists it.
 *
 * @param rounds each participant's turns; figures are medians over them
 * @param time of each measurement at a given rate
 * @param idle how long nothing happens
 * @param minutes of the test of endurance; 0 leaves it out
 * @param rows in the table, at each side
 * @param document whether the figures go to the documentation, too
 * @param only the participants that take part, by the beginnings of their names; all if empty
 */
record Options(
        int rounds,
        Duration time,
        Duration idle,
        int minutes,
        int rows,
        boolean document,
        List<String> only) {

    static final Options DEFAULT =
            new Options(
                    3, Duration.ofSeconds(15), Duration.ofSeconds(20), 1, 120_000, true, List.of());

    Options {
        only = List.copyOf(only);
    }

    /**
     * @throws IllegalArgumentException with what is wrong
     */
    static Options parse(String[] arguments) {
        Options options = DEFAULT;
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            options =
                    switch (option) {
                        case "--quick" ->
                                new Options(
                                        1,
                                        Duration.ofSeconds(3),
                                        Duration.ofSeconds(5),
                                        0,
                                        options.rows,
                                        false,
                                        options.only);
                        case "--no-document" -> options.withDocument(false);
                        case "--rounds", "--seconds", "--minutes", "--rows", "--only" -> {
                            if (++i == arguments.length) {
                                throw new IllegalArgumentException(option + " needs a value");
                            }
                            yield options.with(option, arguments[i]);
                        }
                        default -> throw new IllegalArgumentException("unknown option " + option);
                    };
        }
        if (options.rows < Trial.BIG || options.rounds < 1 || options.time.isZero()) {
            throw new IllegalArgumentException(
                    "at least one round, one second and " + Trial.BIG + " rows");
        }
        return options;
    }

    boolean wants(Participant participant) {
        return only.isEmpty()
                || only.stream()
                        .anyMatch(name ->
                                participant.name().regionMatches(true, 0, name, 0, name.length()));
    }

    private Options with(String option, String value) {
        if (option.equals("--only")) {
            return new Options(
                    rounds, time, idle, minutes, rows, document, List.of(value.split(",")));
        }
        int number = Integer.parseInt(value);
        return switch (option) {
            case "--rounds" -> new Options(number, time, idle, minutes, rows, document, only);
            case "--seconds" ->
                    new Options(
                            rounds,
                            Duration.ofSeconds(number),
                            idle,
                            minutes,
                            rows,
                            document,
                            only);
            case "--minutes" -> new Options(rounds, time, idle, number, rows, document, only);
            default -> new Options(rounds, time, idle, minutes, number, document, only);
        };
    }

    private Options withDocument(boolean next) {
        return new Options(rounds, time, idle, minutes, rows, next, only);
    }
}
