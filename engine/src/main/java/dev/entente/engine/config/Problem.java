package dev.entente.engine.config;

/**
 * Something that is wrong with the file, or that it says about a system.
 *
 * @param what is wrong, as a sentence
 * @param remedy what would be right, as a sentence
 */
public record Problem(Severity severity, Place place, String what, String remedy) {

    public enum Severity {
        /** The file cannot be used. */
        ERROR,
        /** It can, but does perhaps not mean what was meant. */
        WARNING
    }

    public String file() {
        return place.file();
    }

    public int line() {
        return place.line();
    }

    public int column() {
        return place.column();
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** In the manner of compilers: {@code file:line:column: what. remedy}. */
    @Override
    public String toString() {
        return place + ": " + (isError() ? "" : "warning: ") + sentences();
    }

    /** The same, where it is said already what it is: {@code file:line:column: what. remedy}. */
    public String text() {
        return place + ": " + sentences();
    }

    private String sentences() {
        return what + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
