/** StableHLO: types, ops and modules; text and bytecode; inference, verifier, refinement and builder. */
module dev.ranvier.stablehlo {
    requires transitive org.jspecify;

    exports dev.ranvier.stablehlo;
    exports dev.ranvier.stablehlo.builder;
    exports dev.ranvier.stablehlo.bytecode;
    exports dev.ranvier.stablehlo.refine;
    exports dev.ranvier.stablehlo.sharding;
    exports dev.ranvier.stablehlo.text;
    exports dev.ranvier.stablehlo.verify;
}
