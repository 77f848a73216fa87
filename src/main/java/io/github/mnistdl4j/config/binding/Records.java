package io.github.mnistdl4j.config.binding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads, creates and alters records by the names of their components. */
public final class Records {
  /** What reflection, and above all the reading of annotations, finds out anew each time. */
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return List.of(type.getRecordComponents());
        }
      };

  private Records() {}

  /**
   * Returns a copy of a record with another value.
   *
   * @param component its name; dots lead into records: {@code training.epochs}
   * @throws IllegalArgumentException if there is no such component, or it cannot have the value
   */
  public static <T extends Record> T with(T record, String component, Object value) {
    String[] path = component.split("\\.", 2);
    List<RecordComponent> components = components(record.getClass());
    List<String> names = components.stream().map(RecordComponent::getName).toList();
    Object[] values = components.stream().map(each -> value(record, each)).toArray();
    int changed = names.indexOf(path[0]);
    if (changed < 0 || (path.length > 1 && !(values[changed] instanceof Record))) {
      throw new IllegalArgumentException(
          "%s has no component %s".formatted(record.getClass().getSimpleName(), component));
    }
    values[changed] = path.length == 1 ? value : with((Record) values[changed], path[1], value);
    @SuppressWarnings("unchecked")
    T copy = (T) create(record.getClass(), values);
    return copy;
  }

  /** Returns a copy of a record with other values, by the names of their components. */
  public static <T extends Record> T with(T record, Map<String, ?> values) {
    T copy = record;
    for (Map.Entry<String, ?> value : values.entrySet()) {
      copy = with(copy, value.getKey(), value.getValue());
    }
    return copy;
  }

  static Object create(Class<?> type, @Nullable Object[] values) {
    Class<?>[] types =
        components(type).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create " + type, e);
    }
  }

  /** Returns the value of one component. */
  public static Object value(Record owner, RecordComponent component) {
    try {
      return component.getAccessor().invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** Returns the components of a record in their order. */
  static List<RecordComponent> components(Class<?> type) {
    return COMPONENTS.get(type);
  }

  /** Returns whether a component is a key of the file, not a record of some. */
  static boolean isKey(RecordComponent component) {
    return component.isAnnotationPresent(Key.class);
  }

  /** Returns the component that is a key of a section, by its name in the file. */
  static Optional<RecordComponent> key(Class<?> section, String name) {
    return keys(section).stream().filter(key -> YamlNames.of(key).equals(name)).findFirst();
  }

  /** Returns the components that are keys of a section, in the order of the file. */
  static List<RecordComponent> keys(Class<?> section) {
    return components(section).stream()
        .flatMap(each -> isKey(each) ? Stream.of(each) : keys(each.getType()).stream())
        .toList();
  }
}
