package io.github.mnistdl4j.run;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/** An optional value in JSON: the value itself, or null. Gson leaves null as it is on reading. */
final class OptionalJson implements JsonSerializer<Optional<?>>, JsonDeserializer<Optional<?>> {
  @Override
  public JsonElement serialize(Optional<?> value, Type type, JsonSerializationContext context) {
    return context.serialize(value.orElse(null));
  }

  @Override
  public Optional<?> deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
    Type content = ((ParameterizedType) type).getActualTypeArguments()[0];
    return Optional.of(context.<Object>deserialize(json, content));
  }
}
