/** PyTorch's exported programs, as formats of the runtime. */
module dev.ranvier.torch {
    requires transitive dev.ranvier.runtime;
    requires tools.jackson.core;

    provides dev.ranvier.runtime.Frontend with
            dev.ranvier.torch.ArchiveFrontend,
            dev.ranvier.torch.TorchFrontend;
}
