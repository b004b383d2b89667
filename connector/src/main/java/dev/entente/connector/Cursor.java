package dev.entente.connector;

/**
 * A place in a system's changes, in the connector's own words. Durable with the states that it led
 * to, and in nothing else.
 */
public record Cursor(String text) {}
