/** The interpreter of StableHLO, and its device. */
module dev.ranvier.reference {
    requires transitive dev.ranvier.runtime;

    exports dev.ranvier.reference;

    provides dev.ranvier.runtime.DeviceProvider with
            dev.ranvier.reference.ReferenceProvider;
}
