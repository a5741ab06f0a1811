// The only C of Ranvier: exports GetPjrtApi, whose functions start the JVM, or attach to the one that runs already, on
// their first use, and then call into Java. Nothing is started by loading this library, since JAX loads every installed
// plugin in every process.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <glob.h>
#include <jni.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "old_glibc.h"

// The functions of PJRT API 0.104 and after them those of the extensions, in the order of api-0.104.txt.
#define API_SLOTS 135
#define SLOTS 147
#define API_MAJOR 0
#define API_MINOR 104
#define LAYOUTS_EXTENSION 4
#define FFI_EXTENSION 5
#define SHARDINGS_EXTENSION 19

// Bytes: a smaller heap cannot hold the classes.
#define LEAST_HEAP (8 << 20)

typedef void *(*slot_function)(void *arguments);

// Filled by Java.
static slot_function java_functions[SLOTS];
static char start_error[1024];
static pthread_once_t started = PTHREAD_ONCE_INIT;
static int forked;

static void fail(const char *message, const char *detail) {
    snprintf(start_error, sizeof start_error, "ranvier: %s%s", message, detail ? detail : "");
}

static void set_forked(void) {
    forked = 1;
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
    JavaVMOption options[16];
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

static void open_door(JNIEnv *env, jclass door) {
    jmethodID open = door ? (*env)->GetStaticMethodID(env, door, "open", "(JI)V") : NULL;
    if (open) {
        (*env)->CallStaticVoidMethod(env, door, open, (jlong)(intptr_t)java_functions, (jint)SLOTS);
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

static void enter_running_jvm(JavaVM *vm, const char *home) {
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
        open_door(env, find_door_in_jars(env, home));
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

static void start(void) {
    char home[PATH_MAX];
    pthread_atfork(NULL, NULL, set_forked);
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
        enter_running_jvm(vm, home);
    } else if (create_jvm(library, home, &env)) {
        open_door(env, (*env)->FindClass(env, "dev/ranvier/pjrt/Door"));
    }
}

static const char fork_error[] =
    "ranvier: this process was forked from one that uses the device; start it with multiprocessing's 'spawn' instead";

static int fork_error_shown;

static int is_destroy(int slot);

// Answers without Java. A PJRT_Error is then the message itself.
static void *without_java(int slot, void *arguments, const char *message) {
    char *bytes = arguments;
    switch (slot) {
    case 1:  // PJRT_Error_Message: error at 16, message at 24, size at 32
        memcpy(&message, bytes + 16, sizeof message);
        memcpy(bytes + 24, &message, sizeof message);
        *(size_t *)(bytes + 32) = strlen(message);
        return NULL;
    case 2:  // PJRT_Error_GetCode: FAILED_PRECONDITION
        *(int32_t *)(bytes + 24) = 9;
        return NULL;
    case 67:   // PJRT_Buffer_Delete
    case 132:  // PJRT_Error_ForEachPayload
        return NULL;
    // JAX ends the process over an error of these, but raises one itself where a buffer was deleted.
    case 42:  // PJRT_Executable_NumReplicas
    case 43:  // PJRT_Executable_NumPartitions
        *(size_t *)(bytes + 24) = 1;
        return NULL;
    case 54:  // PJRT_LoadedExecutable_IsDeleted
    case 68:  // PJRT_Buffer_IsDeleted
        *(_Bool *)(bytes + 24) = 1;
        return NULL;
    case 71:  // PJRT_Buffer_IsOnCpu
        *(_Bool *)(bytes + 24) = 0;
        return NULL;
    default:
        return is_destroy(slot) ? NULL : (void *)message;
    }
}

// A child that exits destroys what it has inherited: nothing of that is its own.
static int is_destroy(int slot) {
    static const int destroys[] = {0, 5, 11, 40, 50, 58, 77, 83, 99, 101, 123, 140};
    for (size_t i = 0; i < sizeof destroys / sizeof destroys[0]; i++) {
        if (destroys[i] == slot) {
            return 1;
        }
    }
    return 0;
}

// PJRT_Executable_NumReplicas, NumPartitions and NumOutputs, of which JAX asks five before each run. The numbers never
// change and no handle is given out twice, so each thread asks Java once.
#define NUM_REPLICAS 42
#define NUM_OUTPUTS 44
#define REMEMBERED 64

static void *number_of_executable(int slot, void *arguments) {
    static __thread struct {
        uint64_t executable, number;
    } remembered[NUM_OUTPUTS - NUM_REPLICAS + 1][REMEMBERED];
    uint64_t *words = arguments;  // executable at 16, the number at 24
    uint64_t executable = words[2];
    typeof(remembered[0][0]) *entry = &remembered[slot - NUM_REPLICAS][executable % REMEMBERED];
    if (!executable || entry->executable != executable) {
        void *error = java_functions[slot](arguments);
        if (error) {
            return error;
        }
        entry->executable = executable;
        entry->number = words[3];
    }
    words[3] = entry->number;
    return NULL;
}

static void *call(int slot, void *arguments) {
    if (forked) {
        if (!is_destroy(slot) && !fork_error_shown) {
            fork_error_shown = 1;
            fprintf(stderr, "%s\n", fork_error);
        }
        return without_java(slot, arguments, fork_error);
    }
    pthread_once(&started, start);
    if (start_error[0]) {
        return without_java(slot, arguments, start_error);
    }
    if (slot >= NUM_REPLICAS && slot <= NUM_OUTPUTS) {
        return number_of_executable(slot, arguments);
    }
    return java_functions[slot](arguments);
}

#define SLOT(n) static void *slot_##n(void *arguments) { return call(n, arguments); }
#define TEN(d) SLOT(d##0) SLOT(d##1) SLOT(d##2) SLOT(d##3) SLOT(d##4) SLOT(d##5) SLOT(d##6) SLOT(d##7) SLOT(d##8) SLOT(d##9)
SLOT(0) SLOT(1) SLOT(2) SLOT(3) SLOT(4) SLOT(5) SLOT(6) SLOT(7) SLOT(8) SLOT(9)
TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9) TEN(10) TEN(11) TEN(12)
SLOT(130) SLOT(131) SLOT(132) SLOT(133) SLOT(134) SLOT(135) SLOT(136) SLOT(137) SLOT(138) SLOT(139)
SLOT(140) SLOT(141) SLOT(142) SLOT(143) SLOT(144) SLOT(145) SLOT(146)

#define NAME(n) slot_##n
#define TEN_NAMES(d) NAME(d##0), NAME(d##1), NAME(d##2), NAME(d##3), NAME(d##4), NAME(d##5), NAME(d##6), NAME(d##7), NAME(d##8), NAME(d##9)

struct extension {
    size_t struct_size;
    int32_t type;
    void *next;
};

static struct {
    struct extension base;
    slot_function functions[7];
} layouts = {{sizeof layouts, LAYOUTS_EXTENSION, NULL},
             {NAME(140), NAME(141), NAME(142), NAME(143), NAME(144), NAME(145), NAME(146)}};

static struct {
    struct extension base;
    slot_function functions[3];
} ffi = {{sizeof ffi, FFI_EXTENSION, &layouts}, {NAME(137), NAME(138), NAME(139)}};

static struct {
    struct extension base;
    slot_function functions[2];
} shardings = {{sizeof shardings, SHARDINGS_EXTENSION, &ffi}, {NAME(135), NAME(136)}};

static struct {
    size_t struct_size;
    void *extensions;
    struct {
        size_t struct_size;
        void *extensions;
        int32_t numbers[2];
    } version;
    slot_function functions[API_SLOTS];
} api = {
    sizeof api, &shardings, {sizeof api.version, NULL, {API_MAJOR, API_MINOR}},
    {NAME(0), NAME(1), NAME(2), NAME(3), NAME(4), NAME(5), NAME(6), NAME(7), NAME(8), NAME(9),
     TEN_NAMES(1), TEN_NAMES(2), TEN_NAMES(3), TEN_NAMES(4), TEN_NAMES(5), TEN_NAMES(6), TEN_NAMES(7), TEN_NAMES(8),
     TEN_NAMES(9), TEN_NAMES(10), TEN_NAMES(11), TEN_NAMES(12), NAME(130), NAME(131), NAME(132), NAME(133), NAME(134)}};

__attribute__((visibility("default"))) const void *GetPjrtApi(void) {
    return &api;
}
