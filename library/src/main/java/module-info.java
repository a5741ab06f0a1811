/**
 * All that a Java program needs to run models, on the cpu device: begin with {@link dev.ranvier.runtime.Model}. Programs on
 * the module path allow native code with {@code --enable-native-access=dev.ranvier.runtime,dev.ranvier.llvm,dev.ranvier.cpu}.
 */
module dev.ranvier {
    requires transitive dev.ranvier.runtime;
    requires dev.ranvier.cpu;
    requires dev.ranvier.torch;
}
