/** LLVM: machine code from its IR, and the cache of what was compiled. */
module dev.ranvier.llvm {
    requires org.jspecify;

    exports dev.ranvier.llvm to
            dev.ranvier.cpu;
}
