/** Passes over StableHLO that no device owns. */
module dev.ranvier.compiler {
    requires transitive dev.ranvier.reference;

    exports dev.ranvier.compiler to
            dev.ranvier.cpu;
    exports dev.ranvier.compiler.expand to
            dev.ranvier.cpu;
    exports dev.ranvier.compiler.partition to
            dev.ranvier.cpu;
}
