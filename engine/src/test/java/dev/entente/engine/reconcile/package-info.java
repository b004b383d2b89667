@NullMarked
package dev.entente.engine.reconcile;

import org.jspecify.annotations.NullMarked;
