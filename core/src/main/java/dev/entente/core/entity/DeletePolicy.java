package dev.entente.core.entity;

/**
 * What happens when a record is deleted at one system and was changed elsewhere by somebody who had
 * not seen the delete.
 */
public enum DeletePolicy {
    DELETE_WINS,
    UPDATE_WINS,
    /** A person decides; until then nothing is written. */
    ASK
}
