/** The cpu device. */
module dev.ranvier.cpu {
    requires transitive dev.ranvier.compiler;
    requires dev.ranvier.llvm;

    provides dev.ranvier.runtime.CustomCalls.Library with
            dev.ranvier.cpu.linalg.Lapack;
    provides dev.ranvier.runtime.DeviceProvider with
            dev.ranvier.cpu.CpuProvider;
}
