/**
 * A customer portal and a laboratory, two databases of different shape.
 *
 * <p>In: how long people are to edit.
 *
 * <p>Out: two running PostgreSQL servers and people who edit them.
 *
 * <p>Never: leaves a server or a file behind, unless asked to.
 */
@NullMarked
package dev.entente.portallab;

import org.jspecify.annotations.NullMarked;
