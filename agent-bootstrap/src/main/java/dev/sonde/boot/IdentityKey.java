package dev.sonde.boot;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A map's key that is an object's identity. One that is kept does not keep the object alive. */
interface IdentityKey {

  /** A key to look up by. */
  static IdentityKey of(Object object) {
    return new Strong(object);
  }

  /** A key to keep; it comes to {@code gone} when the object is. */
  static IdentityKey weak(Object object, ReferenceQueue<Object> gone) {
    return new Weak(object, gone);
  }

  /** Null when the object is gone. */
  @Nullable Object object();

  /** Holds its object. */
  final class Strong implements IdentityKey {
    private final Object object;

    private Strong(Object object) {
      this.object = object;
    }

    @Override
    public Object object() {
      return object;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof IdentityKey && ((IdentityKey) other).object() == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  /** Lets its object go. */
  final class Weak extends WeakReference<Object> implements IdentityKey {
    private final int hash;

    private Weak(Object object, ReferenceQueue<Object> gone) {
      super(object, gone);
      this.hash = System.identityHashCode(object);
    }

    @Override
    public @Nullable Object object() {
      return get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object object = get();
      return object != null
          && other instanceof IdentityKey
          && ((IdentityKey) other).object() == object;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
