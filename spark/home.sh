# What submit and cluster share: which Spark there is, and how its programs are started.
spark=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# What Spark's own scripts add on JDK 17 (org.apache.spark.launcher.JavaModuleOptions).
opens=(-XX:+IgnoreUnrecognizedVMOptions
  --add-opens=java.base/{java.lang,java.lang.invoke,java.lang.reflect,java.io,java.net,java.nio}=ALL-UNNAMED
  --add-opens=java.base/{java.util,java.util.concurrent,java.util.concurrent.atomic}=ALL-UNNAMED
  --add-opens=java.base/{jdk.internal.ref,sun.nio.ch,sun.nio.cs,sun.security.action,sun.util.calendar}=ALL-UNNAMED
  --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED
  -Djdk.reflect.useDirectMethodHandle=false)

if [ -z "${SPARK_HOME:-}" ]; then
  export SPARK_HOME=$spark/target/spark-home SPARK_CONF_DIR=${SPARK_CONF_DIR:-$spark/conf}
  export SPARK_SCALA_VERSION=2.12
fi
if [ ! -d "$SPARK_HOME/jars" ]; then
  echo "There is no Spark in $SPARK_HOME. Build one with \"mvn -f spark package\", or set SPARK_HOME." >&2
  exit 1
fi
classpath=${SPARK_CONF_DIR:-$SPARK_HOME/conf}:$SPARK_HOME/jars/*
