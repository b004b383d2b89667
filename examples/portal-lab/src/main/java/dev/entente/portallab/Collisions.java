package dev.entente.portallab;

import dev.entente.connector.Host;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What two people do to one record in the same moment, one at each end. */
final class Collisions {

    private final Host host;
    private final Hand portal;
    private final Hand lab;
    private final Register register;
    private final Pen pen;
    private final Random random;

    Collisions(Host host, Hand portal, Hand lab, Register register, Pen pen, Random random) {
        this.host = host;
        this.portal = portal;
        this.lab = lab;
        this.register = register;
        this.pen = pen;
        this.random = random;
    }

    void one() throws SQLException, InterruptedException {
        switch (random.nextInt(10)) {
            case 0, 1 -> sameField();
            case 2, 3 -> twoFields();
            case 4, 5 -> count();
            case 6 -> customer();
            case 7 -> list();
            case 8 -> deleteAndUpdate();
            default -> sameOrderAtBoth();
        }
    }

    /** One of the two must lose, and be found in the journal. */
    private void sameField() throws SQLException, InterruptedException {
        String number = register.any(Kind.TEST_REQUEST, random);
        String called = pen.note();
        String measured = pen.note();
        both(
                sheet -> sheet.change(Kind.TEST_REQUEST, number, Map.of("note", called)),
                sheet -> sheet.change(Kind.TEST_REQUEST, number, Map.of("note", measured)));
    }

    /** Both survive. */
    private void twoFields() throws SQLException, InterruptedException {
        String number = register.any(Kind.TEST_REQUEST, random);
        String price = pen.price();
        String sample = pen.sample();
        both(
                sheet -> sheet.change(Kind.TEST_REQUEST, number, Map.of("price", price)),
                sheet -> sheet.change(Kind.TEST_REQUEST, number, Map.of("sample", sample)));
    }

    /** Both count. */
    private void count() throws SQLException, InterruptedException {
        String article = register.any(Kind.KIT, random);
        int taken = 1 + random.nextInt(3);
        int delivered = 1 + random.nextInt(20);
        both(sheet -> sheet.count(article, -taken), sheet -> sheet.count(article, delivered));
    }

    private void customer() throws SQLException, InterruptedException {
        String number = register.any(Kind.CUSTOMER, random);
        String phone = pen.phone();
        String email = pen.email();
        both(
                sheet -> sheet.change(Kind.CUSTOMER, number, Map.of("phone", phone)),
                sheet -> sheet.change(Kind.CUSTOMER, number, Map.of("email", email)));
    }

    /** Two elements, or two parts of one. */
    private void list() throws SQLException, InterruptedException {
        String number = register.any(Kind.TEST_REQUEST, random);
        String ordered = pen.code();
        String measured = pen.code();
        String unit = pen.unit();
        String result = pen.result();
        both(
                sheet -> Habits.put(sheet, number, ordered, TestList.UNIT, unit),
                sheet -> Habits.put(sheet, number, measured, TestList.RESULT, result));
    }

    private void deleteAndUpdate() throws SQLException, InterruptedException {
        String number = register.any(Kind.TEST_REQUEST, random);
        String note = pen.note();
        both(
                sheet -> sheet.remove(Kind.TEST_REQUEST, number),
                sheet -> sheet.change(Kind.TEST_REQUEST, number, Map.of("note", note)));
    }

    /** Phoned in and typed in: one record, made twice. */
    private void sameOrderAtBoth() throws SQLException, InterruptedException {
        String number = pen.orderNumber();
        String customer = register.any(Kind.CUSTOMER, random);
        Map<String, String> typed = pen.request(customer);
        Map<String, String> phoned = pen.request(customer);
        both(
                sheet -> sheet.add(Kind.TEST_REQUEST, number, typed),
                sheet -> sheet.add(Kind.TEST_REQUEST, number, phoned));
        register.add(Kind.TEST_REQUEST, number);
    }

    private void both(Hand.Work atPortal, Hand.Work atLab)
            throws SQLException, InterruptedException {
        AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
        Host.Task other =
                host.start(
                        "the other end",
                        () -> {
                            try {
                                lab.transaction(atLab);
                            } catch (SQLException e) {
                                failure.set(e);
                            }
                        });
        portal.transaction(atPortal);
        other.join();
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
