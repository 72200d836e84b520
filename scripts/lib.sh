# Sourced by the scripts beside it: finds and installs what they need, builds what is missing.
set -euo pipefail
HOME_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$HOME_DIR"

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# need COMMAND DEBIAN_PACKAGE HINT: installs the package on Debian as root, else says what to do.
need() {
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing $2"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2"; } >/dev/null 2>&1 || die "could not install $2: $3"
  else
    die "$1 is missing: $3"
  fi
}

java_bin() {
  if [ -n "${JAVA_HOME:-}" ]; then printf '%s/bin/java' "$JAVA_HOME"; else command -v java || true; fi
}

need_java() {
  [ -x "$(java_bin)" ] || need java openjdk-17-jdk-headless "install a JDK, 17 or newer"
  local version
  version=$("$(java_bin)" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || die "Java $version is too old: install a JDK, 17 or newer"
}

need_node() {
  need node nodejs "install Node.js, 20 or newer"
  local version
  version=$(node -p 'process.versions.node.split(".")[0]')
  [ "$version" -ge 20 ] || die "Node.js $version is too old: install 20 or newer"
}

# newer TARGET SOURCE...: whether any source is newer than the target, or the target is missing.
newer() {
  local target=$1
  shift
  [ -e "$target" ] || return 0
  [ -n "$(find "$@" -newer "$target" -print -quit 2>/dev/null)" ]
}

npm_ci() {
  need_node
  if newer node_modules/.package-lock.json package-lock.json; then
    say "installing npm packages"
    npm ci --no-fund --no-audit --silent
  fi
}

build_pages() {
  npm_ci
  if newer webroot/dist/ctibar.js src/main/ts package.json; then
    say "building the SDK and the pages"
    npm run --silent build
  fi
}

build_node() {
  need_java
  if newer target/ctibar.jar src/main/java src/main/resources pom.xml; then
    say "building the node"
    ./mvnw -q -DskipTests package
    touch target/ctibar.jar
  fi
}

# run_java CLASS ARGUMENT...: a program of the node's jar.
run_java() {
  local options=(-Dfile.encoding=UTF-8 -Dctibar.home="$HOME_DIR" -Dlogback.configurationFile="$HOME_DIR/conf/logback.xml")
  options+=(-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory)
  local version
  version=$("$(java_bin)" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "$version" -lt 24 ] || options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  # Checks of passwords ask for the lowest priority; Java grants it to root only.
  [ "$(id -u)" != 0 ] || options+=(-XX:ThreadPriorityPolicy=1)
  # shellcheck disable=SC2086
  exec "$(java_bin)" ${CTI_JAVA_OPTS:-} "${options[@]}" -cp "target/ctibar.jar:target/lib/*" "$@"
}

# For programs that stand among the tests and start a node of their own.
build_tests() {
  mkdir -p target/programs
  if newer target/programs/classpath pom.xml; then
    ./mvnw -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/programs/classpath
  fi
  if newer target/programs/compiled src/main/java src/test/java; then
    say "building $1"
    ./mvnw -q -DskipTests test-compile
    touch target/programs/compiled
  fi
}

# For programs that drive a browser with the pages in it.
build_browser() {
  build_pages
  command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null 2>&1 || need chromium chromium "install Chromium, or name it by CHROMIUM"
  npx esbuild src/test/e2e/webrtc/driver.ts --bundle --platform=node --format=esm --packages=external \
    --outfile=target/programs/browser.mjs --log-level=warning
}

# run_test_program CLASS ARGUMENT...
run_test_program() {
  exec "$(java_bin)" -Xmx1g -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dctibar.home="$HOME_DIR" \
    -Dlogback.configurationFile="$HOME_DIR/conf/logback.xml" \
    -Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory \
    -cp "target/test-classes:target/classes:$(cat target/programs/classpath)" "$@"
}
