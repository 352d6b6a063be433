# Sourced by ./mvnw, ./run and ./test: points JAVA_HOME at a JDK that is new enough, wherever the machine keeps it.
# A JAVA_HOME that is new enough is kept; otherwise the newest JDK found wins. Needs only a POSIX shell.
PORTAL_MIN_JAVA=25

portal_java_version() { # the feature version of the JDK in $1; nothing when it is no JDK
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\{0,1\}\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" | head -n 1
}

portal_version=$(portal_java_version "${JAVA_HOME:-/nonexistent}")
if [ "${portal_version:-0}" -lt "$PORTAL_MIN_JAVA" ]; then
  portal_newest=0
  portal_home=
  portal_on_path=$(command -v javac 2>/dev/null || true)
  [ -z "$portal_on_path" ] || portal_on_path=$(readlink -f "$portal_on_path" 2>/dev/null || true)
  for portal_jdk in "${portal_on_path%/bin/javac}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$portal_jdk" ] || continue
    portal_version=$(portal_java_version "$portal_jdk")
    if [ "${portal_version:-0}" -ge "$PORTAL_MIN_JAVA" ] && [ "$portal_version" -gt "$portal_newest" ]; then
      portal_newest=$portal_version
      portal_home=$portal_jdk
    fi
  done
  if [ -z "$portal_home" ]; then
    echo "The portal needs a JDK $PORTAL_MIN_JAVA or newer and found none. Install one (Temurin, for instance), or set JAVA_HOME to it." >&2
    exit 1
  fi
  JAVA_HOME=$portal_home
  export JAVA_HOME
fi
