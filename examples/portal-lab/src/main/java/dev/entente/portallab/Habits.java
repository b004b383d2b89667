package dev.entente.portallab;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** What one person at one end does in the course of a day, each in one transaction. */
final class Habits {

    private final Site site;
    private final Hand hand;
    private final Register register;
    private final Pen pen;
    private final Random random;

    Habits(Site site, Hand hand, Register register, Pen pen, Random random) {
        this.site = site;
        this.hand = hand;
        this.register = register;
        this.pen = pen;
        this.random = random;
    }

    private interface Habit {
        void act() throws SQLException;
    }

    private record Weighted(int weight, Habit habit) {}

    /** One thing, the usual ones more often. */
    void one() throws SQLException {
        List<Weighted> all = site == Site.PORTAL ? clerk() : technician();
        int at = random.nextInt(all.stream().mapToInt(Weighted::weight).sum());
        for (Weighted each : all) {
            at -= each.weight();
            if (at < 0) {
                each.habit().act();
                return;
            }
        }
    }

    private List<Weighted> clerk() {
        return List.of(
                new Weighted(12, this::take_a_request),
                new Weighted(3, this::take_a_new_customer_s_request),
                new Weighted(25, this::write_a_note),
                new Weighted(12, this::reprice_and_reprioritise),
                new Weighted(8, this::order_a_further_test),
                new Weighted(8, this::correct_a_customer),
                new Weighted(12, () -> count(-1 - random.nextInt(3))),
                new Weighted(3, () -> several(pen.day(), "due")),
                new Weighted(2, this::cancel_though_only_the_lab_may),
                new Weighted(3, this::withdraw));
    }

    private List<Weighted> technician() {
        return List.of(
                new Weighted(4, this::take_a_request),
                new Weighted(18, this::enter_a_result),
                new Weighted(15, this::write_a_note),
                new Weighted(8, this::weigh_and_postpone),
                new Weighted(6, this::correct_a_customer),
                new Weighted(12, () -> count(1 + random.nextInt(20))),
                new Weighted(6, () -> several(pen.state(), "status")),
                new Weighted(1, this::withdraw));
    }

    private void take_a_request() throws SQLException {
        String number = pen.orderNumber();
        String customer = register.any(Kind.CUSTOMER, random);
        if (hand.transaction(
                sheet -> sheet.add(Kind.TEST_REQUEST, number, pen.request(customer)))) {
            register.add(Kind.TEST_REQUEST, number);
        }
    }

    /** Parent and child in one transaction. */
    private void take_a_new_customer_s_request() throws SQLException {
        String customer = pen.customerNumber();
        String number = pen.orderNumber();
        if (hand.transaction(
                sheet -> {
                    sheet.add(Kind.CUSTOMER, customer, pen.customer());
                    sheet.add(Kind.TEST_REQUEST, number, pen.request(customer));
                })) {
            register.add(Kind.CUSTOMER, customer);
            register.add(Kind.TEST_REQUEST, number);
        }
    }

    private void write_a_note() throws SQLException {
        change(Kind.TEST_REQUEST, Map.of("note", pen.note()));
    }

    private void reprice_and_reprioritise() throws SQLException {
        change(Kind.TEST_REQUEST, Map.of("price", pen.price(), "priority", pen.priority()));
    }

    private void weigh_and_postpone() throws SQLException {
        change(Kind.TEST_REQUEST, Map.of("sample", pen.sample(), "due", pen.day()));
    }

    private void correct_a_customer() throws SQLException {
        change(
                Kind.CUSTOMER,
                random.nextBoolean()
                        ? Map.of("phone", pen.phone())
                        : Map.of("email", pen.email(), "phone", pen.phone()));
    }

    /** Loses against the lab, and the journal says so. */
    private void cancel_though_only_the_lab_may() throws SQLException {
        change(Kind.TEST_REQUEST, Map.of("status", "cancelled"));
    }

    private void order_a_further_test() throws SQLException {
        String number = register.any(Kind.TEST_REQUEST, random);
        hand.transaction(sheet -> put(sheet, number, pen.code(), TestList.UNIT, pen.unit()));
    }

    private void enter_a_result() throws SQLException {
        String number = register.any(Kind.TEST_REQUEST, random);
        hand.transaction(sheet -> {
            put(sheet, number, pen.code(), TestList.RESULT, pen.result());
            sheet.change(Kind.TEST_REQUEST, number, Map.of("status", pen.state()));
        });
    }

    private void count(long delta) throws SQLException {
        String article = register.any(Kind.KIT, random);
        hand.transaction(sheet -> sheet.count(article, delta));
    }

    /** Up to twenty records in one transaction, in the order of their numbers against deadlocks. */
    private void several(String value, String field) throws SQLException {
        TreeSet<String> numbers = new TreeSet<>();
        for (int i = random.nextInt(4, 20); i > 0; i--) {
            numbers.add(register.any(Kind.TEST_REQUEST, random));
        }
        List<String> inOrder = new ArrayList<>(numbers);
        hand.transaction(sheet -> {
            for (String number : inOrder) {
                sheet.change(Kind.TEST_REQUEST, number, Map.of(field, value));
            }
        });
    }

    private void withdraw() throws SQLException {
        String number = register.any(Kind.TEST_REQUEST, random);
        if (hand.transaction(sheet -> sheet.remove(Kind.TEST_REQUEST, number))) {
            register.remove(Kind.TEST_REQUEST, number);
        }
    }

    private void change(Kind kind, Map<String, String> fields) throws SQLException {
        String key = register.any(kind, random);
        hand.transaction(sheet -> sheet.change(kind, key, fields));
    }

    /** One part of one element of a request's list. */
    static void put(Hand.Sheet sheet, String number, String code, String part, String value)
            throws SQLException {
        Card card = sheet.look(Kind.TEST_REQUEST, number);
        if (card != null) {
            TestList list = card.tests();
            list.put(code, part, value);
            sheet.change(Kind.TEST_REQUEST, number, Map.of(Table.LIST, list.json()));
        }
    }
}
