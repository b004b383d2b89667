package dev.entente.core.entity;

/**
 * A field of an entity.
 *
 * @param index its cell in every {@link dev.entente.core.value.Row} of the entity
 * @param personal whether its values are somebody's personal data: sealed in the store, masked in
 *     what is shown
 */
public record Field(int index, String name, Type type, Policy policy, boolean personal) {}
