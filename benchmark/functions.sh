# What compare, scaling, checkpoints and micro share. To be read from the repository's root.
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

# The median of the numbers on standard input.
median() {
  sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

# Two outputs of times: the seconds of CPU, user and system, that ended processes took in between.
cpu_between() {
  awk 'FNR == 2 {
    gsub(/[ms]/, " "); $0 = $0 # cuts "1m2.3s" into fields
    seconds = 60 * $1 + $2 + 60 * $3 + $4
    if (NR > 2) print seconds - before
    before = seconds
  }' "$@"
}

# HEADING: standard input becomes the page's section with that heading, in its place or at the end.
write_section() {
  touch $page
  heading="## $1" text=$(cat) awk 'BEGIN { heading = ENVIRON["heading"]; text = ENVIRON["text"] }
    /^## / { if (skip) print ""; skip = $0 == heading }
    skip && $0 == heading { print heading "\n\n" text; done = 1 }
    !skip
    END { if (!done) print "\n" heading "\n\n" text }' $page >$page.new
  mv $page.new $page
}
