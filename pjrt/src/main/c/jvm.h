// Starts the JVM in this process, or enters the one that runs already.
#include <dlfcn.h>
#include <fcntl.h>
#include <glob.h>
#include <jni.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

// Bytes: a smaller heap cannot hold the classes.
#define LEAST_HEAP (8 << 20)

static char start_error[1024];

static void fail(const char *message, const char *detail) {
    snprintf(start_error, sizeof start_error, "ranvier: %s%s", message, detail ? detail : "");
}

// The folder of this library, which holds the jars too, and in a wheel the Java runtime.
static void find_home(char *path) {
    Dl_info info;
    path[0] = 0;
    if (dladdr((void *)find_home, &info) && realpath(info.dli_fname, path)) {
        *strrchr(path, '/') = 0;
    }
}

static void *open_jvm(const char *home) {
    char path[PATH_MAX + 64];
    void *jvm = dlopen("libjvm.so", RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
    const char *roots[] = {getenv("RANVIER_JAVA_HOME"), home, getenv("JAVA_HOME")};
    const char *places[] = {"%s/lib/server/libjvm.so", "%s/runtime/lib/server/libjvm.so", "%s/lib/server/libjvm.so"};
    for (int i = 0; i < 3 && !jvm; i++) {
        if (roots[i] && *roots[i]) {
            snprintf(path, sizeof path, places[i], roots[i]);
            jvm = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
        }
    }
    return jvm;
}

// When a file was last written, in seconds; -1 where there is none.
static int64_t written(const char *path) {
    struct statx file;
    return statx(AT_FDCWD, path, 0, STATX_MTIME, &file) ? -1 : file.stx_mtime.tv_sec;
}

// Every jar of the folder, and the cache of their classes if there is one that fits. The JVM of JDK 25 does not see by
// itself that a jar is newer; those of a wheel, which has its own runtime, fit, whatever times an installer gave them.
static int class_path(const char *home, char *path, char *cache, size_t size) {
    char name[PATH_MAX + 16];
    glob_t jars;
    snprintf(name, sizeof name, "%s/runtime", home);
    int in_wheel = written(name) >= 0;
    snprintf(name, sizeof name, "%s/classes.aot", home);
    snprintf(cache, size, "-XX:AOTCache=%s", name);
    int64_t cached = written(name);
    int fits = cached >= 0;
    snprintf(name, sizeof name, "%s/*.jar", home);
    size_t used = (size_t)snprintf(path, size, "-Djava.class.path=");
    if (glob(name, 0, NULL, &jars) == 0) {
        for (size_t i = 0; i < jars.gl_pathc && used < size; i++) {
            const char *jar = jars.gl_pathv[i];
            used += (size_t)snprintf(path + used, size - used, "%s%s", i ? ":" : "", jar);
            fits = fits && (in_wheel || written(jar) <= cached);
        }
        globfree(&jars);
    }
    return fits;
}

// An option that ends in the value of a variable, if that is set.
static int option_from(const char *variable, const char *format, char *option, size_t size) {
    const char *value = getenv(variable);
    if (!value || !*value) {
        return 0;
    }
    snprintf(option, size, format, value);
    return 1;
}

// The number that a text such as 4 or 4g means; 0 if it is none.
static size_t parse_number(const char *text) {
    size_t number = 0;
    for (; *text >= '0' && *text <= '9'; text++) {
        if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, *text - '0', &number)) {
            return 0;
        }
    }
    const char *units = "kmgt", *unit = *text ? strchr(units, *text | 32) : NULL;
    int shift = unit ? 10 * (int)(unit - units + 1) : 0;
    return text[unit ? 1 : 0] || number > SIZE_MAX >> shift ? 0 : number << shift;
}

// Whether the heap can have its size: over one that is too small or cannot be reserved, the JVM ends the process.
static int is_heap_possible(void) {
    const char *text = getenv("RANVIER_HEAP");
    if (!text || !*text) {
        return 1;
    }
    size_t size = parse_number(text);
    if (size >= LEAST_HEAP) {
        void *block = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (block != MAP_FAILED) {
            munmap(block, size);
            return 1;
        }
    }
    fail("RANVIER_HEAP must be a size such as 512m or 4g, of 8m or more that this machine can reserve, and is ", text);
    return 0;
}

static JavaVM *create_jvm(void *library, const char *home, JNIEnv **env) {
    if (!is_heap_possible()) {
        return NULL;
    }
    jint (*create)(JavaVM **, void **, void *) = (jint(*)(JavaVM **, void **, void *))dlsym(library, "JNI_CreateJavaVM");
    static char path[64 * 1024], cache[sizeof path], heap[64], cores[64], crash[PATH_MAX + 64];
    JavaVMOption options[24];
    int n = 0;
    if (class_path(home, path, cache, sizeof path)) {
        options[n++].optionString = cache;
        // A cache that does not fit is none: the JVM only starts slower.
        options[n++].optionString = "-Xlog:aot*=off";
        options[n++].optionString = "-Xlog:cds*=off";
    }
    options[n++].optionString = path;
    // Ctrl-C belongs to the host program.
    options[n++].optionString = "-Xrs";
    options[n++].optionString = "--enable-native-access=ALL-UNNAMED";
    // LAPACK, which custom calls call, wants the stack that C's own threads have: OpenBLAS ends the process with less.
    options[n++].optionString = "-Xss8m";
    // Few threads and little memory beside the host program's own.
    options[n++].optionString = "-XX:+UseSerialGC";
    options[n++].optionString = "-XX:-UsePerfData";
    // Java's own way to call by reflection first writes code for each method, which takes longer than all calls do.
    options[n++].optionString = "-Djdk.reflect.useNativeAccessorOnly=true";
    // Best code is made of what has run for longer than the first compile, beside which the JVM would optimize it else.
    options[n++].optionString = "-XX:Tier4InvocationThreshold=20000";
    options[n++].optionString = "-XX:Tier4MinInvocationThreshold=2400";
    options[n++].optionString = "-XX:Tier4CompileThreshold=450000";
    options[n++].optionString = "-XX:Tier4BackEdgeThreshold=1200000";
    // A heap that starts small and grows: left alone, a share of the machine's memory is filled before it is collected.
    options[n++].optionString = "-XX:InitialRAMPercentage=0";
    options[n++].optionString = "-XX:NewSize=16m";
    if (option_from("RANVIER_HEAP", "-Xmx%s", heap, sizeof heap)) {
        options[n++].optionString = heap;
    }
    // What is no number, Java explains.
    const char *threads = getenv("RANVIER_NUM_THREADS");
    if (threads && parse_number(threads) && option_from("RANVIER_NUM_THREADS", "-XX:ActiveProcessorCount=%s", cores, sizeof cores)) {
        options[n++].optionString = cores;
    }
    if (option_from("RANVIER_HOME", "-XX:ErrorFile=%s/crash-%%p.log", crash, sizeof crash) ||
        option_from("HOME", "-XX:ErrorFile=%s/.cache/ranvier/crash-%%p.log", crash, sizeof crash)) {
        options[n++].optionString = crash;
    }
    JavaVMInitArgs arguments = {JNI_VERSION_21, n, options, JNI_FALSE};
    JavaVM *vm = NULL;
    if (!create || create(&vm, (void **)env, &arguments) != JNI_OK) {
        fail("the Java virtual machine did not start; see the message above", NULL);
        return NULL;
    }
    return vm;
}

// Calls a method of an object, a constructor, or a static method if there is no object. NULL while an exception is pending.
static jobject invoke(JNIEnv *env, const char *type, jobject object, const char *name, const char *signature, ...) {
    jclass class = (*env)->ExceptionCheck(env) ? NULL : (*env)->FindClass(env, type);
    if (!class) {
        return NULL;
    }
    int makes = strcmp(name, "<init>") == 0;
    jmethodID method = object || makes ? (*env)->GetMethodID(env, class, name, signature)
                                       : (*env)->GetStaticMethodID(env, class, name, signature);
    if (!method) {
        return NULL;
    }
    va_list arguments;
    va_start(arguments, signature);
    jobject result = makes    ? (*env)->NewObjectV(env, class, method, arguments)
                     : object ? (*env)->CallObjectMethodV(env, object, method, arguments)
                              : (*env)->CallStaticObjectMethodV(env, class, method, arguments);
    va_end(arguments);
    return result;
}

static jobject url_of(JNIEnv *env, const char *path) {
    jobject file = invoke(env, "java/io/File", NULL, "<init>", "(Ljava/lang/String;)V", (*env)->NewStringUTF(env, path));
    jobject uri = invoke(env, "java/io/File", file, "toURI", "()Ljava/net/URI;");
    return invoke(env, "java/net/URI", uri, "toURL", "()Ljava/net/URL;");
}

// The door in a JVM of somebody else, whose classes stay apart from ours.
static jclass find_door_in_jars(JNIEnv *env, const char *home) {
    char pattern[PATH_MAX + 8];
    glob_t jars = {0};
    snprintf(pattern, sizeof pattern, "%s/*.jar", home);
    glob(pattern, 0, NULL, &jars);
    jobjectArray urls = (*env)->NewObjectArray(env, (jsize)jars.gl_pathc, (*env)->FindClass(env, "java/net/URL"), NULL);
    for (size_t i = 0; i < jars.gl_pathc && !(*env)->ExceptionCheck(env); i++) {
        jobject url = url_of(env, jars.gl_pathv[i]);
        if (url) {
            (*env)->SetObjectArrayElement(env, urls, (jsize)i, url);
        }
    }
    globfree(&jars);
    jobject parent = invoke(env, "java/lang/ClassLoader", NULL, "getPlatformClassLoader", "()Ljava/lang/ClassLoader;");
    jobject loader = invoke(env, "java/net/URLClassLoader", NULL, "newInstance",
                            "([Ljava/net/URL;Ljava/lang/ClassLoader;)Ljava/net/URLClassLoader;", urls, parent);
    return invoke(env, "java/lang/ClassLoader", loader, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;",
                  (*env)->ExceptionCheck(env) ? NULL : (*env)->NewStringUTF(env, "dev.ranvier.pjrt.Door"));
}

// Has Java fill the table of functions.
static void open_door(JNIEnv *env, jclass door, void *table, int slots) {
    jmethodID open = door ? (*env)->GetStaticMethodID(env, door, "open", "(JI)V") : NULL;
    if (open) {
        (*env)->CallStaticVoidMethod(env, door, open, (jlong)(intptr_t)table, (jint)slots);
    }
    jthrowable exception = (*env)->ExceptionOccurred(env);
    if (exception) {
        (*env)->ExceptionDescribe(env);
        (*env)->ExceptionClear(env);
        jstring text = invoke(env, "java/lang/Object", exception, "toString", "()Ljava/lang/String;");
        const char *detail = text ? (*env)->GetStringUTFChars(env, text, NULL) : NULL;
        (*env)->ExceptionClear(env);
        fail("the Java side did not start: ", detail);
    }
}

static void enter_running_jvm(JavaVM *vm, const char *home, void *table, int slots) {
    JNIEnv *env = NULL;
    int attached = 0;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_1_6) != JNI_OK) {
        attached = (*vm)->AttachCurrentThread(vm, (void **)&env, NULL) == JNI_OK;
    }
    if (!env) {
        fail("cannot attach to the Java virtual machine that runs in this process", NULL);
        return;
    }
    if ((*env)->PushLocalFrame(env, 256) == JNI_OK) {
        open_door(env, find_door_in_jars(env, home), table, slots);
        (*env)->PopLocalFrame(env, NULL);
    }
    if (start_error[0]) {
        size_t used = strlen(start_error);
        snprintf(start_error + used, sizeof start_error - used,
                 " (in the Java virtual machine that was in this process before; it must be of Java 25 or later, and started with "
                 "--enable-native-access=ALL-UNNAMED where it asks for that)");
    }
    if (attached) {
        (*vm)->DetachCurrentThread(vm);
    }
}

// Starts Java, which fills the table; afterwards start_error says what is wrong, if anything is.
static void start_java(void *table, int slots) {
    char home[PATH_MAX];
    find_home(home);
    void *library = open_jvm(home);
    if (!library) {
        fail("no Java runtime; set RANVIER_JAVA_HOME to a JDK 25: ", dlerror());
        return;
    }
    jint (*running)(JavaVM **, jsize, jsize *) = (jint(*)(JavaVM **, jsize, jsize *))dlsym(library, "JNI_GetCreatedJavaVMs");
    JavaVM *vm = NULL;
    JNIEnv *env = NULL;
    jsize count = 0;
    if (running && running(&vm, 1, &count) == JNI_OK && count > 0) {
        enter_running_jvm(vm, home, table, slots);
    } else if (create_jvm(library, home, &env)) {
        open_door(env, (*env)->FindClass(env, "dev/ranvier/pjrt/Door"), table, slots);
    }
}
