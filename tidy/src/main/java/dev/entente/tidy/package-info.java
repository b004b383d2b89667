/**
 * Tests that read the whole tree: which module sees which, and how the sources look.
 *
 * <p>In: the compiled modules and the files of the checkout. Out: the places that break a rule.
 * Never: a rule with an exception that does not say why; anything that another module could use.
 */
@NullMarked
package dev.entente.tidy;

import org.jspecify.annotations.NullMarked;
