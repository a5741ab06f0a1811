package dev.ranvier.pjrt;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.ClientOptions;
import org.jspecify.annotations.Nullable;

/**
 * The runtime's client of this process, with its threads and its memory, which all frameworks share: the first that asks
 * opens it, the last that leaves closes it.
 */
final class SharedClient {
    private static @Nullable Client client;
    private static int users;

    private SharedClient() {}

    /** The client, for one more user. */
    static synchronized Client acquire() {
        var opened = client;
        if (opened == null) {
            opened = Client.open(ClientOptions.from(System.getenv()));
            FfiFunctions.attach(opened.customCalls());
            client = opened;
        }
        users++;
        return opened;
    }

    /** Gives up one use. */
    static synchronized void release() {
        users--;
        var last = client;
        if (users == 0 && last != null) {
            client = null;
            FfiFunctions.detach(last.customCalls());
            last.close();
        }
    }
}
