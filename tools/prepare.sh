# Makes what a command needs where it is missing or stale, and says before what it downloads. Sourced by ../ranvier.

# Makes other launchers wait until this one has prepared what they need too.
lock_home() {
    exec {lock}>"$RANVIER_HOME/lock"
    flock "$lock"
}

# Says what is about to be downloaded; with --offline names it and stops. Arguments: a title, then "bytes name" lines.
announce_download() {
    local title=$1 missing=$2 count bytes
    [[ -n $missing ]] || return 0
    read -r count bytes < <(awk '{ bytes += $1 } END { printf "%d %.0f\n", NR, bytes / 1e6 }' <<<"$missing")
    if [[ $offline ]]; then
        printf '%s\n' "$missing" | sed 's/^[0-9]* /  /' >&2
        fail "--offline, but these $count files ($bytes MB) of $title are missing. Run it once without --offline."
    fi
    echo "ranvier: downloading $count files of $title, $bytes MB" >&2
}

# Lists "bytes path" of the jars that a build reads and the local Maven repository does not have.
missing_jars() {
    local repository=$HOME/.m2/repository bytes path
    [[ ! ${MAVEN_OPTS:-} =~ -Dmaven.repo.local=([^ ]+) ]] || repository=${BASH_REMATCH[1]}
    while read -r bytes path; do
        [[ -f $repository/$path ]] || echo "$bytes $path"
    done <"$root/tools/maven-jars.txt"
}

# Finds JDK and Maven, and sets maven_flags.
prepare_maven() {
    find_jdk
    find_maven
    announce_download "the Maven build" "$(missing_jars)"
    maven_flags=(--batch-mode ${offline:+--offline})
}

# Builds cli/target/lib where a source is newer than the last build.
prepare_java() {
    find_jdk
    local built=$root/cli/target/built switches=$root/tools/PlainSwitches.java
    local -a sources=("$root"/pom.xml "$root"/.mvn "$root"/*/pom.xml "$root"/*/src/main "$switches")
    [[ ! -f $built || -n $(find "${sources[@]}" -newer "$built" -print -quit) ]] ||
        return 0
    lock_home
    prepare_maven
    echo "ranvier: building" >&2
    rm -rf "$root/cli/target/lib"
    mkdir -p "$root/cli/target"
    touch "$built.started"
    (cd "$root" && "$maven" --quiet "${maven_flags[@]}" -Dmaven.test.skip package >&2) || fail "the build failed"
    local lib=$root/cli/target/lib
    "$JAVA_HOME/bin/java" -cp "$lib/*" "$switches" "$lib"/ranvier-*.jar || fail "$switches failed"
    mv "$built.started" "$built"
    flock -u "$lock"
}

# Lets JAX and PyTorch find the PJRT plugin, which it builds beside the jars where its source is newer. Needs
# prepare_python.
prepare_plugin() {
    prepare_java
    compile_plugin
    # PyTorch looks for back ends among the entry points of installed packages.
    local packages=$root/cli/target/packages
    mkdir -p "$packages/ranvier.dist-info"
    printf '[torch_dynamo_backends]\nranvier = ranvier.torch:backend\n' >"$packages/ranvier.dist-info/entry_points.txt"
    printf 'Metadata-Version: 2.1\nName: ranvier\nVersion: 0\n' >"$packages/ranvier.dist-info/METADATA"
    export PYTHONPATH=$root/python:$packages${PYTHONPATH:+:$PYTHONPATH}
    export RANVIER_LIBRARY=$root/cli/target/lib/pjrt_plugin_ranvier.so RANVIER_JAVA_HOME=$JAVA_HOME
    make_cache
}

compile_plugin() {
    local plugin=$root/cli/target/lib/pjrt_plugin_ranvier.so source=$root/pjrt/src/main/c/loader.c
    [[ ! -f $plugin || -n $(find "${source%/*}" -newer "$plugin" -print -quit) ]] || return 0
    command -v cc >/dev/null || fail "needs a C compiler for the PJRT plugin. Install one: apt-get install gcc libc6-dev"
    cc -O2 -Wall -Wextra -Werror -fPIC -shared -fvisibility=hidden "-I$JAVA_HOME/include" "-I$JAVA_HOME/include/linux" \
        -o "$plugin.new" "$source" -ldl -lpthread || fail "could not compile $source"
    mv "$plugin.new" "$plugin"
}

# Keeps a cache of classes with which the JVM starts faster; JAX works without it too.
make_cache() {
    local cache=$root/cli/target/lib/classes.aot log=$root/cli/target/classes.log
    [[ $RANVIER_LIBRARY -nt $cache || $root/cli/target/built -nt $cache ]] || return 0
    lock_home
    "$RANVIER_PYTHON" "$root/tools/make_cache.py" "$cache" >"$log" 2>&1 ||
        echo "ranvier: could not make the cache of classes, so JAX starts slower; $log says why" >&2
    flock -u "$lock"
}

# Keeps an environment with the packages of python/requirements.txt in RANVIER_HOME/python.
prepare_python() {
    local environment=$RANVIER_HOME/python requirements=$root/python/requirements.txt
    [[ ! -x $RANVIER_PYTHON ]] || ! cmp -s "$requirements" "$environment/requirements.txt" || return 0
    find_python
    lock_home
    announce_packages "Python packages" "$requirements"
    rm -rf "$environment"
    "$base_python" -m venv "$environment"
    install_packages "$requirements" "$environment/requirements.txt"
    flock -u "$lock"
}

# Adds the packages of bench/requirements.txt, with which the board compares. Needs prepare_python.
prepare_peers() {
    local requirements=$root/bench/requirements.txt installed=$RANVIER_HOME/python/peers.txt
    ! cmp -s "$requirements" "$installed" || return 0
    lock_home
    announce_packages "what comparing needs (onnxruntime, tokenizers)" "$requirements"
    install_packages "$requirements" "$installed"
    flock -u "$lock"
}

# Keeps in RANVIER_HOME/demo what the demo reads: MiniLM's weights, and a tokenizer for Java.
prepare_demo() {
    local jars=$RANVIER_HOME/demo/jars pom=$root/python/ranvier_demo/pom.xml
    ! cmp -s "$pom" "$jars/pom.xml" || return 0
    lock_home
    prepare_maven
    [[ -z $offline ]] || fail "--offline, but the demo's model (106 MB) is missing. Run it once without --offline."
    echo "ranvier: getting a model of sentences and a tokenizer, 106 MB where Maven has not kept them" >&2
    rm -rf "$jars"
    "$maven" --quiet "${maven_flags[@]}" --file "$pom" dependency:copy-dependencies "-DoutputDirectory=$jars" >&2 ||
        fail "could not get the demo's model"
    cp "$pom" "$jars/pom.xml"
    flock -u "$lock"
}

announce_packages() {
    announce_download "$1" "$(sed -n 's/^\([^#]*[^ ]\) *# *\([0-9]*\) bytes$/\2 \1/p' "$2")"
}

# Installs the packages of a file into the environment, and keeps a copy of it to know them by.
install_packages() {
    "$RANVIER_PYTHON" -m pip install --disable-pip-version-check --only-binary :all: --no-deps --requirement "$1" >&2 ||
        fail "could not install the Python packages"
    cp "$1" "$2"
}
