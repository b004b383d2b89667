@NullMarked
package dev.entente.engine.config;

import org.jspecify.annotations.NullMarked;
