package io.github.mnistdl4j.config;

import com.google.gson.GsonBuilder;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Checks YAML as an editor does: by the JSON Schema and YAML 1.2's core types. */
final class SchemaCheck {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(AppConfig.jsonSchema());

  private SchemaCheck() {}

  static Set<ValidationMessage> problems(String yaml) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(true).build();
    Object document = new Load(settings).loadFromString(yaml);
    String json = new GsonBuilder().serializeNulls().create().toJson(document);
    return SCHEMA.validate(json, InputFormat.JSON);
  }
}
