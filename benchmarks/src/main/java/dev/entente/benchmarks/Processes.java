package dev.entente.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the kernel says about some processes.
 *
 * <p>Source: proc_pid_stat(5), proc_pid_status(5). Elsewhere than on Linux it says nothing.
 */
record Processes(List<Long> pids) {
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of stat after the name in brackets, which may itself have blanks. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;

    Processes {
        pids = List.copyOf(pids);
    }

    static Processes of(List<Long> pids) {
        return new Processes(pids);
    }

    Processes and(Processes others) {
        List<Long> all = new ArrayList<>(pids);
        all.addAll(others.pids);
        return new Processes(all);
    }

    /** Used so far, in all of their threads; empty if one of them is gone, or there is none. */
    OptionalDouble processorSeconds() {
        if (pids.isEmpty()) {
            return OptionalDouble.empty();
        }
        long ticks = 0;
        for (long pid : pids) {
            String stat = read(pid, "stat");
            if (stat.isEmpty()) {
                return OptionalDouble.empty();
            }
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        }
        return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    }

    /** Resident now, in kilobytes, over all of them. */
    OptionalLong residentKilobytes() {
        return sum("VmRSS:");
    }

    /** The most that was ever resident, in kilobytes, over all of them. */
    OptionalLong residentPeakKilobytes() {
        return sum("VmHWM:");
    }

    private OptionalLong sum(String label) {
        long sum = 0;
        for (long pid : pids) {
            OptionalLong one =
                    read(pid, "status")
                            .lines()
                            .filter(line -> line.startsWith(label))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst();
            if (one.isEmpty()) {
                return one;
            }
            sum += one.getAsLong();
        }
        return pids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException gone) {
            return "";
        }
    }
}
