# docker build -t mnist-dl4j .
# docker run --rm -v mnist-data:/data -v mnist-runs:/runs mnist-dl4j [command and options]

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build

# The libraries: these steps change with the pom only. The package-info makes Maven fetch the
# compiler's plugins too.
COPY .mvn .mvn
COPY pom.xml ./
COPY src/main/java/io/github/mnistdl4j/package-info.java src/main/java/io/github/mnistdl4j/
RUN mvn -B -ntp package -Dmaven.test.skip=true && mv target/lib /libraries
# JavaCPP and JNA would unpack their native libraries at every start, 400 MB into a cache that a
# read-only container does not have. On java.library.path they load from where they are; JavaCPP
# asks for OpenBLAS under a second name.
WORKDIR /app/natives
RUN for jar in /libraries/*-linux-*.jar /libraries/jna-5*.jar; do jar xf "$jar"; done \
 && find org com/sun/jna/linux-$(uname -m | tr _ -) -name '*.so*' -exec mv -t . {} + \
 && ln -s libopenblas.so.0 libopenblas_nolapack.so.0 \
 && find . -mindepth 1 -type d -prune -exec rm -r {} + \
 && rm /libraries/*-linux-*.jar && mv /libraries /app/lib

WORKDIR /build
COPY src src
RUN mvn -B -ntp -o package -Dmaven.test.skip=true && mv target/mnist-dl4j-*.jar /app/mnist-dl4j.jar

FROM eclipse-temurin:17.0.17_10-jre-noble
RUN useradd --uid 10001 --no-create-home --home-dir /tmp mnist \
 && mkdir /data /runs \
 && chown mnist: /data /runs
WORKDIR /app
COPY --from=build /app/natives natives
COPY --from=build /app/lib lib
COPY --from=build /app/mnist-dl4j.jar ./
COPY config config
# Training on two blank digits leaves an archive of the loaded classes, which the JVM then maps
# instead of parsing them at every start: the first step comes a fifth sooner.
RUN pixels="$(printf ',0%.0s' $(seq 784))" \
 && printf "0$pixels\n1$pixels\n" >/tmp/digits.csv \
 && java -Xlog:disable -XX:+UseSerialGC -XX:ArchiveClassesAtExit=/app/mnist-dl4j.jsa \
      -Djava.library.path=/app/natives -Dorg.bytedeco.javacpp.pathsFirst=true \
      -Djna.boot.library.path=/app/natives -Duser.home=/tmp \
      -jar /app/mnist-dl4j.jar train --quiet --runs-dir /tmp/runs --set data.dataset=csv \
      --set data.train-csv=/tmp/digits.csv --set data.test-csv=/tmp/digits.csv \
 && find /tmp -mindepth 1 -delete
USER 10001
# The four MNIST files are taken from /data, or downloaded into it.
ENV MNIST_DL4J_DATA=/data XDG_CACHE_HOME=/data MNIST_DL4J_RUNS=/runs
VOLUME ["/data", "/runs"]
# No HEALTHCHECK: training is a batch job that ends by itself, and its exit code says how it went.
# Of the container's memory 40 % is heap. JavaCPP's limits are relative to the heap: as much again
# off-heap, and both with everything else the process holds at most 90 % (225 % of 40 %).
# The serial collector needs the least, and there is little to collect.
ENTRYPOINT ["java", \
  "-XX:SharedArchiveFile=/app/mnist-dl4j.jsa", \
  "-XX:+UseSerialGC", \
  "-XX:MaxRAMPercentage=40", \
  "-Dorg.bytedeco.javacpp.maxbytes=100%", \
  "-Dorg.bytedeco.javacpp.maxphysicalbytes=225%", \
  "-Djava.library.path=/app/natives", "-Dorg.bytedeco.javacpp.pathsFirst=true", \
  "-Djna.boot.library.path=/app/natives", \
  "-Duser.home=/tmp", \
  "-jar", "/app/mnist-dl4j.jar"]
CMD ["train"]
