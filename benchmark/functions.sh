# What compare, scaling and micro share. To be read from the repository's root.
export LC_ALL=C
page=docs/performance.md

# Seconds since the start go before every line, so that a long measurement shows where it is.
say() { printf '%4d s  %s\n' "$SECONDS" "$*" >&2; }

# Builds the application and the benchmarks. The application goes into the local Maven repository,
# where the benchmarks' pom looks for it; what runs is the jar in target.
build() {
  say "building"
  mvn -q -B -Dmaven.test.skip=true package install:install >&2
  mvn -q -B -f benchmark compile >&2
  jar=$(echo target/mnist-dl4j-*.jar)
  classpath=benchmark/target/classes:$jar:$(cat benchmark/target/classpath)
}

# The load averages of the last 1, 5 and 15 minutes; says so where they spoil the figures.
load() {
  cut -d ' ' -f 1-3 /proc/loadavg | tee >(awk '$1 > 0.5 {
    print "The machine is not quiet (load " $0 "): do not trust the figures." }' >&2)
}

# LOAD: the machine in words, one list item a line. LOAD is that before the start.
machine() {
  local changed=""
  git diff --quiet HEAD -- src pom.xml || changed=", with changes"
  echo "- $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores," \
    "$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo) of memory"
  echo "- $(. /etc/os-release && echo "$PRETTY_NAME"), Linux $(uname -r)," \
    "JDK $(java -version 2>&1 | sed -n 's/.*Runtime Environment (build \(.*\)).*/\1/p')"
  echo "- $(date -u '+%Y-%m-%d %H:%M UTC'), commit $(git rev-parse --short HEAD)$changed," \
    "load before the start: $1 (1, 5 and 15 minutes)"
}
