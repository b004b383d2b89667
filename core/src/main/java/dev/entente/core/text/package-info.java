/**
 * Texts that several people edit at once, by operational transformation (law I27, TP1).
 *
 * <p>In: texts, or edits of one. Out: edits, and texts merged. All lengths are in code points, so
 * that no character is ever cut in two. Never: knowledge of fields, policies or systems.
 */
@NullMarked
package dev.entente.core.text;

import org.jspecify.annotations.NullMarked;
