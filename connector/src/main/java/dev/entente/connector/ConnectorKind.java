package dev.entente.connector;

import java.util.List;

/** A kind of system that the file can name under {@code connector:}. */
public interface ConnectorKind {

    /** As the file names it, such as {@code postgres}. */
    String name();

    /** The settings that it knows. Any other in the file is an error. */
    List<Setting> settings();

    /**
     * What is wrong with the settings, before anything is connected to; each as a sentence that
     * says what would be right.
     */
    List<Problem> validate(Settings settings);

    /** Opens the system. Reaches out only when something is asked of the connector. */
    Connector open(Settings settings, Host host);

    /**
     * @param secret whether its value is never shown
     */
    record Setting(String name, boolean required, boolean secret, String meaning) {}

    /**
     * @param setting the setting that is wrong
     */
    record Problem(String setting, String message) {}
}
