package dev.ranvier.llvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Compiled code on disk, by all that it is made from. Any number of processes and threads may use one folder: a
 * file appears complete or not at all, and has a checksum. What is damaged, or may have been written by another user, is as
 * if it were not there; where nothing can be written, everything works without.
 */
public final class ObjectCache {
    /** What the files of this version begin with; another layout gets another name. */
    private static final long MAGIC =
            ByteBuffer.wrap("RANVIER2".getBytes(StandardCharsets.US_ASCII)).getLong();

    private static final int HEADER = 2 * Long.BYTES;
    private static final long DEFAULT_LIMIT = 2L << 30;
    private static final Duration TOUCH_AFTER = Duration.ofHours(1);
    private static final System.Logger LOGGER = System.getLogger(ObjectCache.class.getPackageName());

    private record Kept(Path file, long size, FileTime used) {}

    private final Path folder;
    private final long limit;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    /** A cache in a folder, which is made when it is needed; {@code limit} bounds the bytes of its files. */
    public ObjectCache(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /** The cache of this user: at most 2 GiB in {@code RANVIER_HOME/objects}. */
    public static ObjectCache ofUser() {
        return ofUser("objects");
    }

    /** The cache of this user for something else: at most 2 GiB in a folder of {@code RANVIER_HOME}. */
    public static ObjectCache ofUser(String name) {
        return new ObjectCache(Home.path().resolve(name), DEFAULT_LIMIT);
    }

    /** The object that {@code compile} makes of a module for a target with these passes, kept or made now. */
    public byte[] get(String ir, Target target, String passes, Supplier<byte[]> compile) {
        var key = key(ir, target, passes);
        return find(key).orElseGet(() -> {
            var object = compile.get();
            put(key, object);
            return object;
        });
    }

    /** A name for all that an object is made from, the version of LLVM too. */
    static String key(String ir, Target target, String passes) {
        return key(
                List.of(LlvmLibrary.identity(), target.triple(), target.cpu(), target.features(), passes, ir).stream()
                        .map(part -> part.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** A name for what is made from {@code parts}. */
    public static String key(List<byte[]> parts) {
        var digest = Digests.sha256();
        for (var part : parts) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What is kept under a key: hexadecimal digits of a digest. */
    public Optional<byte[]> find(String key) {
        var file = file(key);
        try {
            if (!Home.isOurs(file)) {
                return Optional.empty();
            }
            var contents = ByteBuffer.wrap(Files.readAllBytes(file));
            if (contents.remaining() < HEADER || contents.getLong() != MAGIC) {
                return Optional.empty();
            }
            var checksum = contents.getLong();
            var object = new byte[contents.remaining()];
            contents.get(object);
            if (checksum != checksum(key, object)) {
                return Optional.empty();
            }
            touch(file);
            return Optional.of(object);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            warn(e);
            return Optional.empty();
        }
    }

    /** Keeps what {@link #find} finds from now on, if it can. */
    public void put(String key, byte[] object) {
        var file = file(key);
        try {
            var parent = Home.makeFolder(folder.resolve(key.substring(0, 2)));
            var unfinished = Files.createTempFile(parent, "", ".unfinished");
            try {
                Files.write(unfinished, contents(key, object));
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            warn(e);
            return;
        }
        // Looked after once in about 1/64 of the limit, over all processes that write.
        if (ThreadLocalRandom.current().nextLong(Math.max(1, limit / 64)) < object.length) {
            Thread.ofPlatform().daemon().name("ranvier-cache").start(this::trim);
        }
    }

    /** Deletes the files that were not used for the longest time, until seven eighths of the limit are left. */
    void trim() {
        try (var files = Files.walk(folder, 2)) {
            var kept = new ArrayList<>(
                    files.filter(Files::isRegularFile).map(ObjectCache::kept).toList());
            kept.sort(Comparator.comparing(Kept::used));
            var size = kept.stream().mapToLong(Kept::size).sum();
            for (var oldest : kept) {
                if (size <= limit - limit / 8) {
                    break;
                }
                Files.deleteIfExists(oldest.file);
                size -= oldest.size;
            }
        } catch (IOException | UncheckedIOException e) {
            // Another process may trim at the same time; the next time finds what is left.
            LOGGER.log(System.Logger.Level.DEBUG, "trimming {0} ended early: {1}", folder, e);
        }
    }

    private static Kept kept(Path file) {
        try {
            return new Kept(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String key) {
        return folder.resolve(key.substring(0, 2)).resolve(key.substring(2));
    }

    private static byte[] contents(String key, byte[] object) {
        return ByteBuffer.allocate(HEADER + object.length)
                .putLong(MAGIC)
                .putLong(checksum(key, object))
                .put(object)
                .array();
    }

    /** Finds damage as well as a digest does, and is fast in a process that has just started. */
    private static long checksum(String key, byte[] object) {
        var checksum = new CRC32C();
        checksum.update(key.getBytes(StandardCharsets.US_ASCII));
        checksum.update(object);
        return checksum.getValue();
    }

    private static void touch(Path file) throws IOException {
        var now = Instant.now();
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(TOUCH_AFTER))) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }

    private void warn(IOException failure) {
        if (!hasWarned.getAndSet(true)) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "compiled code is not kept in {0}, so each process compiles anew: {1}",
                    folder,
                    failure);
        }
    }
}
