// The only C of Ranvier: exports GetPjrtApi, whose functions start the JVM, or attach to the one that runs already, on
// their first use, and then call into Java. Nothing is started by loading this library, since JAX loads every installed
// plugin in every process.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "jvm.h"
#include "old_glibc.h"

// The functions of PJRT API 0.104 and after them those of the extensions, in the order of api-0.104.txt.
#define API_SLOTS 135
#define SLOTS 151
#define API_MAJOR 0
#define API_MINOR 104
#define LAYOUTS_EXTENSION 4
#define FFI_EXTENSION 5
#define SHARDINGS_EXTENSION 19
// Ranvier's own: numbers that PJRT does not use.
#define CALLER_EXTENSION 0x52564e52
#define HOST_EXTENSION 0x52564e53

typedef void *(*slot_function)(void *arguments);

// Filled by Java.
static slot_function java_functions[SLOTS];
static pthread_once_t started = PTHREAD_ONCE_INIT;
static int forked;

static void set_forked(void) {
    forked = 1;
}

static void start(void) {
    pthread_atfork(NULL, NULL, set_forked);
    start_java(java_functions, SLOTS);
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
    static const int destroys[] = {0, 5, 11, 40, 50, 58, 77, 83, 99, 101, 123, 140, 150};
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
SLOT(140) SLOT(141) SLOT(142) SLOT(143) SLOT(144) SLOT(145) SLOT(146) SLOT(147) SLOT(148) SLOT(149)
SLOT(150)

#define NAME(n) slot_##n
#define TEN_NAMES(d) NAME(d##0), NAME(d##1), NAME(d##2), NAME(d##3), NAME(d##4), NAME(d##5), NAME(d##6), NAME(d##7), NAME(d##8), NAME(d##9)

struct extension {
    size_t struct_size;
    int32_t type;
    void *next;
};

static struct {
    struct extension base;
    slot_function functions[3];
} host = {{sizeof host, HOST_EXTENSION, NULL}, {NAME(148), NAME(149), NAME(150)}};

static struct {
    struct extension base;
    slot_function functions[1];
} caller = {{sizeof caller, CALLER_EXTENSION, &host}, {NAME(147)}};

static struct {
    struct extension base;
    slot_function functions[7];
} layouts = {{sizeof layouts, LAYOUTS_EXTENSION, &caller},
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
