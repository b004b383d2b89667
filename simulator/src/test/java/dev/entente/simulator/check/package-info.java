/** What the audit says of worlds that were spoilt on purpose. */
@org.jspecify.annotations.NullMarked
package dev.entente.simulator.check;
