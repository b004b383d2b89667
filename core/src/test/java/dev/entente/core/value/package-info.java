@org.jspecify.annotations.NullMarked
package dev.entente.core.value;
