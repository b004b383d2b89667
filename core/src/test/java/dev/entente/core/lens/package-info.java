@NullMarked
package dev.entente.core.lens;

import org.jspecify.annotations.NullMarked;
