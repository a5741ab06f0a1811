/** What Java programs use: models, clients, devices, buffers and executables. Devices and formats are found as services. */
module dev.ranvier.runtime {
    requires transitive dev.ranvier.stablehlo;

    exports dev.ranvier.runtime;
    exports dev.ranvier.runtime.parallel;

    uses dev.ranvier.runtime.CustomCalls.Library;
    uses dev.ranvier.runtime.DeviceProvider;
    uses dev.ranvier.runtime.Frontend;
}
