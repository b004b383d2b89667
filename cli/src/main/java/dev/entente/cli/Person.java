package dev.entente.cli;

/** Who gives a command, as the journal is to remember it. */
final class Person {

    private Person() {}

    static String name() {
        String user = System.getProperty("user.name");
        return user == null || user.isEmpty() ? "somebody" : user;
    }
}
