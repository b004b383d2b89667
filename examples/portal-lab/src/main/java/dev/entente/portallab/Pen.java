package dev.entente.portallab;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What somebody writes. Wherever a field allows it, no two things written are alike, so that every
 * one of them can be looked for afterwards.
 */
final class Pen {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final List<String> PHRASES =
            List.of(
                    "called back, will bring it on Monday",
                    "asked for the result by post",
                    "sample is a little short",
                    "fasting since the evening",
                    "please call before noon",
                    "repeat if above the limit",
                    "second tube is in the fridge");
    private static final List<String> NAMES =
            List.of("Ahrens", "Brandt", "Çelik", "Dvořák", "Évrard", "Fröhlich", "Günther", "Haß");
    private static final List<String> UNITS = List.of("mmol/l", "g/l", "U/l", "%");
    private static final List<String> CODES =
            List.of("GLU", "HBA1C", "CREA", "TSH", "CRP", "ALT", "K", "NA", "FER", "B12");
    private static final List<String> STATES =
            List.of("received", "in work", "measured", "validated", "reported");

    private final String owner;
    private final Random random;
    private final AtomicLong pages = new AtomicLong();

    Pen(String owner, Random random) {
        this.owner = owner;
        this.random = random;
    }

    String orderNumber() {
        return "A-" + owner + "-" + pages.incrementAndGet();
    }

    String customerNumber() {
        return "C-" + owner + "-" + pages.incrementAndGet();
    }

    String note() {
        return one(PHRASES) + " (" + owner + " " + pages.incrementAndGet() + ")";
    }

    String phone() {
        return "+49 30 " + (100_000 + random.nextInt(900_000)) + pages.incrementAndGet();
    }

    String email() {
        return owner + "." + pages.incrementAndGet() + "@example.org";
    }

    String name() {
        return one(NAMES) + ", " + owner + pages.incrementAndGet();
    }

    /** Whole cents, as the portal shows them, in euros, too. */
    String price() {
        return Integer.toString(100 + random.nextInt(9_000_000));
    }

    String sample() {
        return Integer.toString(1 + random.nextInt(900_000));
    }

    String priority() {
        return random.nextInt(4) == 0 ? "urgent" : "routine";
    }

    String day() {
        return FIRST_DAY.plusDays(random.nextInt(700)).toString();
    }

    String state() {
        return one(STATES);
    }

    String code() {
        return one(CODES);
    }

    String unit() {
        return one(UNITS);
    }

    String result() {
        return random.nextInt(1, 400)
                + "."
                + (10_000 + random.nextInt(89_999))
                + (1 + random.nextInt(9));
    }

    /** Everything that a new request says. */
    Map<String, String> request(String customer) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("customer", customer);
        fields.put("patient", name());
        fields.put("priority", priority());
        fields.put("sample", sample());
        fields.put("price", price());
        fields.put("due", day());
        fields.put("status", "new");
        fields.put(Table.LIST, "[]");
        return fields;
    }

    Map<String, String> customer() {
        return Map.of("name", name(), "email", email(), "phone", phone());
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
