/** What the example's own checks are worth. */
@org.jspecify.annotations.NullMarked
package dev.entente.portallab;
