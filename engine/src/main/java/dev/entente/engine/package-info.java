/**
 * The way of a record from one system to the others.
 *
 * <p>In: observations from connectors.
 *
 * <p>Out: conditional writes to connectors, durable before they leave.
 *
 * <p>Never: decides what agreement means: that is the core's.
 */
@NullMarked
package dev.entente.engine;

import org.jspecify.annotations.NullMarked;
