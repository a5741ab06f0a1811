package dev.ranvier.llvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlvmLibraryTest {
    @TempDir
    private Path home;

    /** Something on the class path that is not libLLVM. */
    private static final String OTHER = "/dev/ranvier/llvm/LlvmLibraryTest.class";

    @Test
    void whereThereIsNoneItSaysWhatToDo() {
        assertThatThrownBy(() -> KeptLibrary.file(home, "/absent"))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("found no libLLVM: RANVIER_LLVM is not set, there is no " + home)
                .hasMessageContaining("org.bytedeco:llvm:" + KeptLibrary.VERSION + ":linux-x86_64")
                .hasMessageContaining("apt-get install");
    }

    @Test
    void anotherLibraryInTheJarIsRefused() throws IOException {
        assertThatThrownBy(() -> KeptLibrary.file(home, OTHER))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("is not libLLVM of " + KeptLibrary.VERSION);
        try (var files = Files.walk(home.resolve("native"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        var folder = Files.createDirectories(home.resolve("native/llvm-" + KeptLibrary.VERSION));
        var left = Files.createFile(folder.resolve("libLLVM1.unfinished"));
        var underWay = Files.createFile(folder.resolve("libLLVM2.unfinished"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(4000)));
        assertThatThrownBy(() -> KeptLibrary.file(home, OTHER)).isInstanceOf(LlvmException.class);
        assertThat(left).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void aHomeThatCannotBeWrittenIsNamed() throws IOException {
        var file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> KeptLibrary.file(file, OTHER))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("cannot keep libLLVM (176 MB) as " + file)
                .hasMessageContaining("set RANVIER_HOME");
    }

    @Test
    void whatIsNoLibraryIsRefusedWithTheReason() throws IOException {
        var text = Files.writeString(home.resolve("libLLVM.so"), "this is text, not a library ".repeat(10));
        assertThatThrownBy(() -> LlvmLibrary.open(text))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining(text.toString())
                .hasMessageContaining("invalid ELF header");
        assertThatThrownBy(() -> LlvmLibrary.open(home.resolve("absent.so")))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("No such file");
    }

    @Test
    void reasonsOfTheLoaderHaveTheirAdvice() {
        assertThat(LlvmLibrary.advice("libLLVM.so: failed to map segment from shared object"))
                .contains("noexec", "RANVIER_HOME");
        assertThat(LlvmLibrary.advice("libz.so.1: cannot open shared object file"))
                .contains("zlib1g");
    }

    @Test
    void aNamedLibraryIsTakenAndToldApart() throws IOException {
        var named = Files.writeString(home.resolve("libLLVM-19.so"), "library");
        assertThat(LlvmLibrary.file(named.toString(), home)).isEqualTo(named);
        var identity = LlvmLibrary.identity(named.toString());
        assertThat(identity).contains(named.toRealPath().toString());
        Files.writeString(named, "another library");
        assertThat(LlvmLibrary.identity(named.toString())).isNotEqualTo(identity);
        assertThatThrownBy(() -> LlvmLibrary.identity(home.resolve("absent").toString()))
                .isInstanceOf(LlvmException.class)
                .hasMessageContaining("cannot read RANVIER_LLVM");
    }
}
