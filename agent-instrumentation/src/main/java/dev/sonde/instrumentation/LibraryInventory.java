package dev.sonde.instrumentation;

import dev.sonde.core.Inventory;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link Libraries} has, for the command line. It runs where no probe is in the boot loader,
 * so neither this class nor a {@link Library} may refer to one.
 */
public final class LibraryInventory implements Inventory {

  public LibraryInventory() {}

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Library library : Libraries.all()) {
      entries.add(
          new Entry(library.name(), library.family(), library.versions(), library.otelNames()));
    }
    return entries;
  }
}
