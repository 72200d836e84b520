# Sourced by scripts/test: its tiers, and the parts that they are made of.
REPORTS=target/test
# Of the nodes that browser tests start; pom.xml has the same for Java's.
export CTI_JAVA_OPTS="${CTI_JAVA_OPTS:--XX:TieredStopAtLevel=1 -XX:+UseSerialGC}"
FAILED=()

# part NAME COMMAND...: one line when it is over; on failure the end of what it printed as well. Goes on either way;
# called behind "if" or before "||", the shell would pass over failures within the command.
part() {
  local name=$1 began=$SECONDS log status
  shift
  log=$REPORTS/$name.log
  mkdir -p "$REPORTS"
  rm -rf "${REPORTS:?}/$name"
  set +e
  (set -e; "$@") >"$log" 2>&1 </dev/null
  status=$?
  set -e
  printf '%-12s %4s s  %s%s\n' "$name" $((SECONDS - began)) "$([ $status = 0 ] || echo 'FAILED  ')" "$(summary "$name")"
  if [ $status != 0 ]; then
    tail -n 60 "$log"
    say "the whole of it: $log"
    FAILED+=("$name")
  fi
}

# Parts of the build: what comes after makes no sense without.
build_part() {
  local before=${#FAILED[@]}
  part "$@"
  [ ${#FAILED[@]} = "$before" ] || finish
}

# What the part has to say: how many of its tests passed, or the line it keeps for this.
summary() {
  if [ -d "$REPORTS/$1" ]; then
    node scripts/test-counts.mjs "$REPORTS/$1"
  else
    sed -n 's/^summary: //p' "$REPORTS/$1.log" | tail -n 1
  fi
}

# The last line; says what failed before it, and ends the script.
finish() {
  if [ ${#FAILED[@]} -gt 0 ]; then
    say "FAILED: ${FAILED[*]}"
    node scripts/test-counts.mjs "$REPORTS" | tail -n 1
    exit 1
  fi
  say "$TIER passed in $((SECONDS / 60)) min $((SECONDS % 60)) s"
  node scripts/test-counts.mjs "$REPORTS"
  exit 0
}

begin() {
  TIER=$1
  rm -rf "${REPORTS:?}"
  need_java
  npm_ci
}

# java_tests PART EXECUTION OPTION...: by Surefire, of what is compiled.
java_tests() {
  local name=$1 execution=$2
  shift 2
  ./mvnw -q -B -Dstyle.color=never "surefire:test@$execution" -Dtest.reports="$HOME_DIR/$REPORTS/$name" "$@"
}

vitest() {
  local name=$1
  shift
  npx vitest run --reporter=default --reporter=json --outputFile.json="$REPORTS/$name/vitest.json" "$@"
}

# The build says how large the scripts are.
pages() { build_pages 2>&1 | sed 's/^kB/summary: &/'; }

browser_needed() { need chromium chromium "install Chromium, or set CHROMIUM to its path"; }

# The split network is made by the kernel; where it cannot be, that test is skipped.
split_wanted() {
  if [ "$(id -u)" = 0 ]; then (need nft nftables "the split network is not tested") || true; fi
}

# The proxy of docs/operations/nginx; where it cannot be installed, its test is skipped.
proxy_wanted() {
  if [ "$(id -u)" = 0 ]; then (need nginx nginx-light "the proxy is not tested") || true; fi
}

compiled() {
  if newer target/programs/compiled pom.xml src/main/java src/main/resources src/test/java src/test/resources; then
    ./mvnw -q -B -Dstyle.color=never test-compile -Dspotless.check.skip=true
    mkdir -p target/programs
    touch target/programs/compiled
  fi
}

# Formatted, compiled, its dependencies declared; and the jar.
node_built() {
  ./mvnw -q -B -Dstyle.color=never verify -DskipTests
  mkdir -p target/programs
  touch target/ctibar.jar target/programs/compiled
}

# Cold: what ESLint remembers of a file does not know that a type in another has changed.
types_and_lint() {
  npm run --silent typecheck
  rm -rf node_modules/.cache/eslint
  npm run --silent lint
  npx prettier --log-level warn --check .
}

tier_quick() {
  begin quick
  build_part pages pages
  build_part node compiled
  part typescript vitest typescript
  part java java_tests java default-test '-Dtest.excludedGroups=integration | long'
  finish
}

tier_all() {
  begin everything
  build_part pages pages
  build_part node node_built
  browser_needed >&2
  split_wanted >&2
  proxy_wanted >&2
  part lint types_and_lint
  part typescript vitest typescript
  part java java_tests java default-test
  part faults java_tests faults faults
  part browsers vitest browsers --config vitest.e2e.config.ts
  finish
}

LONG_SEEDS=20
LONG_CHAOS_MINUTES=30

tier_long() {
  begin long
  build_part pages pages
  build_part node node_built
  split_wanted >&2
  part java java_tests java default-test '-Dtest.groups=long | seeds' -Dtest.excludedGroups= -Dtest.seeds=$LONG_SEEDS
  part faults java_tests faults faults -Dtest.groups=seeds -Dtest.excludedGroups= -Dtest.seeds=$LONG_SEEDS
  browser_needed >&2
  part browsers vitest browsers --config vitest.e2e.long.config.ts
  part chaos env CTI_JAVA_OPTS= scripts/chaos --minutes $LONG_CHAOS_MINUTES
  finish
}

# named NAME...: only these, in whatever tier they are.
named() {
  begin "named tests"
  local java=() units=() browsers=() name
  for name in "$@"; do
    case "$name" in
      *.e2e.ts | *.e2e) browsers+=("$name") ;;
      *.test.ts | *.test) units+=("$name") ;;
      *)
        if [ -n "$(find src/test/java -name "${name%%#*}.java")" ]; then
          java+=("$name")
        elif [ -n "$(find src/test/e2e -name "*$name*.e2e.ts")" ]; then
          browsers+=("$name")
        elif [ -n "$(find src/test/ts -name "*$name*.test.ts")" ]; then
          units+=("$name")
        else
          die "no test is named $name"
        fi
        ;;
    esac
  done
  [ ${#units[@]} = 0 ] || part typescript vitest typescript "${units[@]}"
  if [ ${#java[@]} -gt 0 ]; then
    build_part node compiled_for "${java[@]}"
    part java java_tests java default-test -Dtest="$(IFS=,; printf '%s' "${java[*]}")" -Dtest.excludedGroups=
  fi
  if [ ${#browsers[@]} -gt 0 ]; then
    browser_needed >&2
    build_part pages pages
    build_part node build_node
    part browsers vitest browsers --config "$(e2e_config "${browsers[@]}")" "${browsers[@]}"
  fi
  finish
}

# Those of the long tier are found by another configuration.
e2e_config() {
  case "$*" in
    *long*) echo vitest.e2e.long.config.ts ;;
    *) echo vitest.e2e.config.ts ;;
  esac
}

# Some of the tests start nodes from the jar.
compiled_for() {
  compiled
  local name
  for name in "$@"; do
    if grep -Eq '^(package org.ctibar.faults|import org.ctibar.outside.Node);' "$(find src/test/java -name "${name%%#*}.java" | head -n 1)"; then
      build_node
    fi
  done
}
