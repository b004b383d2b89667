package dev.entente.engine.identify;

import dev.entente.engine.journal.Journal;
import dev.entente.engine.store.LinkCodec;
import dev.entente.engine.store.Seals;
import dev.entente.engine.store.Store;

/** What is durable, and how it is written. */
public record Archive(Store store, Seals seals, LinkCodec codec, Journal journal) {}
