package dev.sonde.boot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the parameters of a prepared statement are set to: by place, or by name. */
public final class JdbcValues {

  /** Further parameters are left out, and as many that have names. */
  public static final int MOST = 100;

  /** So many characters of texts a copy has; what finds no room any more is left out. */
  static final int MOST_CHARACTERS = 4096;

  private static final int LONGEST_NAME = 128;

  private final JdbcRecorder recorder;
  private @Nullable Object[] placed;
  private int highest;
  private @Nullable String[] names;
  private @Nullable Object[] named;
  private int nameCount;
  private boolean setting;

  JdbcValues(JdbcRecorder recorder) {
    this.recorder = recorder;
    placed = new @Nullable Object[8];
    names = new @Nullable String[0];
    named = new @Nullable Object[0];
  }

  /** A copy, which stays as it is, and may wait for long. */
  JdbcValues(JdbcValues other) {
    recorder = other.recorder;
    placed = Arrays.copyOf(other.placed, other.places());
    highest = other.highest;
    names = Arrays.copyOf(other.names, other.nameCount);
    named = Arrays.copyOf(other.named, other.nameCount);
    nameCount = other.nameCount;
    leaveOut(named, leaveOut(placed, MOST_CHARACTERS));
  }

  /** Leaves out what there is no room for, and tells what is left of that. */
  private static int leaveOut(@Nullable Object[] values, int room) {
    int left = room;
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      int length = value instanceof String ? ((String) value).length() : 0;
      if (length > left) {
        values[i] = null;
      } else {
        left -= length;
      }
    }
    return left;
  }

  @SuppressWarnings("ReferenceEquality") // whether it is the very same
  boolean isOf(JdbcRecorder asking) {
    return recorder == asking;
  }

  /** False when setting has begun already: a driver's method may call another one. */
  boolean beginSetting() {
    boolean first = !setting;
    setting = true;
    return first;
  }

  /** A parameter was set, of which the first one is 1, or was refused. */
  public void set(int index, @Nullable Object value, @Nullable Throwable refused) {
    setting = false;
    if (refused == null && index > 0) {
      put(index, value);
    }
  }

  /** The same of one that has a name. */
  public void set(@Nullable String name, @Nullable Object value, @Nullable Throwable refused) {
    setting = false;
    if (refused == null && name != null && name.length() <= LONGEST_NAME) {
      put(name, value);
    }
  }

  private void put(int index, @Nullable Object value) {
    highest = Math.max(highest, index);
    if (index <= MOST) {
      if (index > placed.length) {
        placed = Arrays.copyOf(placed, Math.min(MOST, Math.max(index, placed.length * 2)));
      }
      placed[index - 1] = recorder.kept(value);
    }
  }

  private void put(String name, @Nullable Object value) {
    int i = 0;
    while (i < nameCount && !name.equals(names[i])) {
      i++;
    }
    if (i == MOST) {
      return;
    }
    if (i == names.length) {
      int room = Math.max(8, i * 2);
      names = Arrays.copyOf(names, room);
      named = Arrays.copyOf(named, room);
    }
    names[i] = name;
    named[i] = recorder.kept(value);
    nameCount = Math.max(nameCount, i + 1);
  }

  /** How many places there are, of which some may be empty. */
  public int places() {
    return Math.min(highest, placed.length);
  }

  /** The value at a place from 0 on, or null where none was set. */
  public @Nullable Object at(int place) {
    return placed[place];
  }

  /** The highest index that was set, also where its value is left out. */
  public int highest() {
    return highest;
  }

  public int names() {
    return nameCount;
  }

  public String name(int i) {
    return String.valueOf(names[i]);
  }

  /** The value of a name, or null where it is left out. */
  public @Nullable Object named(int i) {
    return named[i];
  }
}
