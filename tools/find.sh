# Finds JDK, Maven and Python, or says what to install. Sourced by ../ranvier.

fail() {
    printf 'ranvier: %s\n' "$@" >&2
    exit 1
}

# The major version of the JDK in folder $1, or nothing where there is no JDK.
jdk_version() {
    [[ -x $1/bin/javac && -r $1/release ]] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Sets JAVA_HOME to a JDK 25 or later: the one named, else the usual places, else the one on the path.
find_jdk() {
    local named=${JAVA_HOME:-} candidate version
    for candidate in "$named" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/* /opt/java/* \
        "$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")"; do
        version=$(jdk_version "$candidate")
        if ((${version:-0} >= 25)); then
            export JAVA_HOME=$candidate
            return
        fi
    done
    fail "needs JDK 25, and found none${named:+ (JAVA_HOME is $named, version $(jdk_version "$named"))}." \
        "Install one: apt-get install openjdk-25-jdk-headless (where the distribution has it), or Eclipse Temurin 25:" \
        "apt-get install temurin-25-jdk (from Adoptium's repository) or sdk install java 25-tem." \
        "Looked at JAVA_HOME, /usr/lib/jvm, ~/.sdkman, ~/.jdks, /opt and the path."
}

# Sets maven to the mvn command.
find_maven() {
    for maven in mvn "$HOME"/.sdkman/candidates/maven/current/bin/mvn /opt/*maven*/bin/mvn /usr/share/maven/bin/mvn; do
        ! command -v "$maven" >/dev/null || return 0
    done
    fail "needs Maven 3.8 or later, and found none. Install it: apt-get install maven"
}

# Sets base_python to a Python that has wheels of the pinned jaxlib and can make environments.
find_python() {
    for base_python in python3 python3.{11,12,13,14} /usr/bin/python3; do
        ! "$base_python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
            2>/dev/null || return 0
    done
    fail "needs Python 3.11 to 3.14 with its venv module, and found none." \
        "Install it: apt-get install python3 python3-venv"
}
