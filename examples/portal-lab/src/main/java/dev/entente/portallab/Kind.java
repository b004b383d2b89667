package dev.entente.portallab;

/** What both ends keep, by the name of the entity in the file. Parents stand before children. */
enum Kind {
    CUSTOMER("customer"),
    TEST_REQUEST("test-request"),
    KIT("kit");

    private final String entity;

    Kind(String entity) {
        this.entity = entity;
    }

    String entity() {
        return entity;
    }
}
