package dev.entente.portallab;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What is there before the two ever meet: much of it at both ends, some at one only, a field empty
 * at one end here and there, and a few that differ.
 */
final class Beginnings {

    private static final int CUSTOMERS = 40;
    private static final int REQUESTS = 300;
    private static final int KITS = 12;

    /** Records of the two that the stopwatch times, one for each end to write to. */
    static String timed(Site site) {
        return "T-" + site.word();
    }

    private final Hand portal;
    private final Hand lab;
    private final Register register;
    private final Random random;
    private final Pen pen;

    private Beginnings(PortalLab places, Register register, Random random) throws SQLException {
        Ledger unwritten = new Ledger();
        this.portal = new Hand(Site.PORTAL, places.at(Site.PORTAL).connect(), unwritten);
        this.lab = new Hand(Site.LAB, places.at(Site.LAB).connect(), unwritten);
        this.register = register;
        this.random = random;
        this.pen = new Pen("b", random);
    }

    static void write(PortalLab places, Register register, long seed) throws SQLException {
        Beginnings beginnings = new Beginnings(places, register, new Random(seed));
        try (Hand portal = beginnings.portal;
                Hand lab = beginnings.lab) {
            portal.transaction(atPortal ->
                    lab.transaction(atLab -> {
                        beginnings.customers(atPortal, atLab);
                        beginnings.requests(atPortal, atLab);
                        beginnings.kits(atPortal, atLab);
                    }));
        }
    }

    private void customers(Hand.Sheet portalSheet, Hand.Sheet labSheet) throws SQLException {
        for (int i = 1; i <= CUSTOMERS; i++) {
            String number = "C-%03d".formatted(i);
            Map<String, String> customer = new HashMap<>(pen.customer());
            if (i <= 35) {
                portalSheet.add(Kind.CUSTOMER, number, customer);
            }
            if (i % 7 == 0) {
                customer.remove("phone");
            }
            if (i <= 30 || i > 35) {
                labSheet.add(Kind.CUSTOMER, number, customer);
            }
            register.add(Kind.CUSTOMER, number);
        }
    }

    private void requests(Hand.Sheet portalSheet, Hand.Sheet labSheet) throws SQLException {
        for (Site site : Site.values()) {
            Map<String, String> request = pen.request("C-001");
            portalSheet.add(Kind.TEST_REQUEST, timed(site), request);
            labSheet.add(Kind.TEST_REQUEST, timed(site), request);
        }
        for (int i = 1; i <= REQUESTS; i++) {
            String number = "A-%04d".formatted(i);
            String customer = "C-%03d".formatted(1 + random.nextInt(30));
            Map<String, String> request = new HashMap<>(pen.request(customer));
            if (i <= 260) {
                portalSheet.add(Kind.TEST_REQUEST, number, request);
            }
            if (i % 50 == 0) {
                request.put("price", pen.price());
            }
            if (i <= 200 || i > 260) {
                labSheet.add(Kind.TEST_REQUEST, number, request);
            }
            register.add(Kind.TEST_REQUEST, number);
        }
    }

    private void kits(Hand.Sheet portalSheet, Hand.Sheet labSheet) throws SQLException {
        for (int i = 1; i <= KITS; i++) {
            String article = "K-%02d".formatted(i);
            Map<String, String> kit =
                    Map.of("label", "Kit for " + pen.code(), Table.COUNTER, "10000");
            portalSheet.add(Kind.KIT, article, kit);
            labSheet.add(Kind.KIT, article, kit);
            register.add(Kind.KIT, article);
        }
    }
}
