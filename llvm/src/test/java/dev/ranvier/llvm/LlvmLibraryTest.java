package dev.ranvier.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlvmLibraryTest {
    @TempDir
    private Path home;

    /** Something on the class path that is not what it should be. */
    private static final KeptLibrary OTHER = kept("/dev/ranvier/llvm/", "LlvmLibraryTest.class");

    private static KeptLibrary kept(String resources, String file) {
        var files = List.of(new KeptFile(file, 176_497_096, "00"));
        return new KeptLibrary("libOther", "RANVIER_OTHER", "other", "1.2", resources, files, "Do without.");
    }

    @Test
    void whereThereIsNoneItSaysWhatToDo() {
        assertThatThrownBy(() -> kept("/absent/", "libOther.so").file(null, home))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("found no libOther: RANVIER_OTHER is not set, there is no " + home)
                .hasMessageContaining("org.bytedeco:other:1.2:linux-x86_64")
                .hasMessageEndingWith(" Do without.");
    }

    @Test
    void anotherLibraryInTheJarIsRefused() throws IOException {
        assertThatThrownBy(() -> OTHER.file("", home))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("is another LlvmLibraryTest.class: its SHA-256 is");
        try (var files = Files.walk(home.resolve("native"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        var folder = Files.createDirectories(home.resolve("native/other-1.2"));
        var left = Files.createFile(folder.resolve("libLLVM1.unfinished"));
        var underWay = Files.createFile(folder.resolve("libLLVM2.unfinished"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(4000)));
        assertThatThrownBy(() -> OTHER.file("", home)).isInstanceOf(LlvmException.class);
        assertThat(left).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws IOException {
        var file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> OTHER.file("", file))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("cannot keep libOther (176 MB) as " + file)
                .hasMessageContaining("set RANVIER_HOME");
    }

    @Test
    void whatIsNoLibraryIsRefusedWithTheReason() throws IOException {
        var text = Files.writeString(home.resolve("libLLVM.so"), "this is text, not a library ".repeat(10));
        assertThatThrownBy(() -> open(text))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining(text.toString())
                .hasMessageContaining("invalid ELF header");
        assertThatThrownBy(() -> open(home.resolve("absent.so")))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("No such file");
    }

    private static NativeLibrary open(Path file) {
        return NativeLibrary.open("libOther", file, _ -> "Do without.");
    }

    @Test
    void aLibraryWithoutAFunctionIsNamed() {
        var library = open(Path.of("libc.so.6"));
        assertThat(library.text("gnu_get_libc_version")).startsWith("2.");
        assertThatThrownBy(() -> library.call("absent"))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("libOther is another one: undefined symbol: absent. Do without.");
    }

    @Test
    void reasonsOfTheLoaderHaveTheirAdvice() {
        assertThat(NativeLibrary.adviceOn("libLLVM.so: failed to map segment from shared object", LlvmLibrary::advice))
                .contains("noexec", "RANVIER_HOME");
        assertThat(LlvmLibrary.advice("libz.so.1: cannot open shared object file"))
                .contains("zlib1g");
    }

    @Test
    void aNamedLibraryIsTakenAndToldApart() throws IOException {
        var named = Files.writeString(home.resolve("libLLVM-19.so"), "library");
        assertThat(OTHER.file(named.toString(), home)).isEqualTo(named);
        var identity = LlvmLibrary.identity(named.toString());
        assertThat(identity).contains(named.toRealPath().toString());
        Files.writeString(named, "another library");
        assertThat(LlvmLibrary.identity(named.toString())).isNotEqualTo(identity);
        assertThatThrownBy(() -> LlvmLibrary.identity(home.resolve("absent").toString()))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("cannot read RANVIER_LLVM");
    }
}
