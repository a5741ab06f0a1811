package dev.ranvier.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between rooms, and between the packages of stablehlo, as {@code ARCHITECTURE.md} draws them. */
class ArrowsTest {
    private static final JavaClasses RANVIER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ranvier");

    @Test
    void roomsUseOnlyRoomsBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.ranvier..")
                .layer("stablehlo")
                .definedBy("dev.ranvier.stablehlo..")
                .layer("runtime")
                .definedBy("dev.ranvier.runtime..")
                .layer("reference")
                .definedBy("dev.ranvier.reference..")
                .layer("compiler")
                .definedBy("dev.ranvier.compiler..")
                .layer("llvm")
                .definedBy("dev.ranvier.llvm..")
                .layer("cpu")
                .definedBy("dev.ranvier.cpu..")
                .layer("neuroncore")
                .definedBy("dev.ranvier.neuroncore..")
                .layer("torch")
                .definedBy("dev.ranvier.torch..")
                .layer("pjrt")
                .definedBy("dev.ranvier.pjrt..")
                .layer("cli")
                .definedBy("dev.ranvier.cli..")
                .whereLayer("stablehlo")
                .mayNotAccessAnyLayer()
                .whereLayer("runtime")
                .mayOnlyAccessLayers("stablehlo")
                .whereLayer("reference")
                .mayOnlyAccessLayers("stablehlo", "runtime")
                .whereLayer("compiler")
                .mayOnlyAccessLayers("stablehlo", "runtime", "reference")
                .whereLayer("llvm")
                .mayNotAccessAnyLayer()
                .whereLayer("cpu")
                .mayOnlyAccessLayers("stablehlo", "runtime", "reference", "compiler", "llvm")
                .whereLayer("neuroncore")
                .mayOnlyAccessLayers("stablehlo")
                .whereLayer("torch")
                .mayOnlyAccessLayers("stablehlo", "runtime")
                .whereLayer("pjrt")
                .mayOnlyAccessLayers("stablehlo", "runtime")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(RANVIER);
    }

    @Test
    void readersOfNeuronCoreProgramsStandOnTheProgram() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.ranvier.neuroncore..")
                .layer("machine")
                .definedBy("dev.ranvier.neuroncore.machine")
                .layer("isa")
                .definedBy("dev.ranvier.neuroncore.isa")
                .layer("text")
                .definedBy("dev.ranvier.neuroncore.text")
                .layer("check")
                .definedBy("dev.ranvier.neuroncore.check")
                .layer("simulate")
                .definedBy("dev.ranvier.neuroncore.simulate")
                .layer("kernels")
                .definedBy("dev.ranvier.neuroncore.kernels")
                .layer("timing")
                .definedBy("dev.ranvier.neuroncore.timing")
                .layer("profile")
                .definedBy("dev.ranvier.neuroncore.profile")
                .layer("anchors")
                .definedBy("dev.ranvier.neuroncore.anchors")
                .whereLayer("machine")
                .mayNotAccessAnyLayer()
                .whereLayer("isa")
                .mayOnlyAccessLayers("machine")
                .whereLayer("text")
                .mayOnlyAccessLayers("machine", "isa")
                .whereLayer("check")
                .mayOnlyAccessLayers("machine", "isa")
                .whereLayer("simulate")
                .mayOnlyAccessLayers("machine", "isa", "check")
                .whereLayer("kernels")
                .mayOnlyAccessLayers("machine", "isa")
                .whereLayer("timing")
                .mayOnlyAccessLayers("machine", "isa", "check")
                .whereLayer("profile")
                .mayOnlyAccessLayers("machine", "isa", "timing")
                .whereLayer("anchors")
                .mayOnlyAccessLayers("machine", "isa", "kernels", "timing")
                .check(RANVIER);
    }

    @Test
    void loweringOfPyTorchStandsOnTheGraph() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.ranvier.torch..")
                .layer("frontends")
                .definedBy("dev.ranvier.torch")
                .layer("lower")
                .definedBy("dev.ranvier.torch.lower")
                .layer("archive")
                .definedBy("dev.ranvier.torch.archive")
                .layer("graph")
                .definedBy("dev.ranvier.torch.graph")
                .whereLayer("frontends")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lower")
                .mayOnlyAccessLayers("graph")
                .whereLayer("archive")
                .mayOnlyAccessLayers("graph")
                .whereLayer("graph")
                .mayNotAccessAnyLayer()
                .check(RANVIER);
    }

    @Test
    void formatsChecksAndBuilderStandOnTheProgram() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.ranvier.stablehlo..")
                .layer("program")
                .definedBy("dev.ranvier.stablehlo")
                .layer("builder")
                .definedBy("dev.ranvier.stablehlo.builder")
                .layer("verify")
                .definedBy("dev.ranvier.stablehlo.verify")
                .layer("refine")
                .definedBy("dev.ranvier.stablehlo.refine")
                .layer("sharding")
                .definedBy("dev.ranvier.stablehlo.sharding")
                .layer("text")
                .definedBy("dev.ranvier.stablehlo.text")
                .layer("bytecode")
                .definedBy("dev.ranvier.stablehlo.bytecode")
                .whereLayer("program")
                .mayNotAccessAnyLayer()
                .whereLayer("builder")
                .mayOnlyAccessLayers("program", "verify")
                .whereLayer("verify")
                .mayOnlyAccessLayers("program", "text")
                .whereLayer("refine")
                .mayOnlyAccessLayers("program", "verify")
                .whereLayer("sharding")
                .mayOnlyAccessLayers("program")
                .whereLayer("text")
                .mayOnlyAccessLayers("program")
                .whereLayer("bytecode")
                .mayOnlyAccessLayers("program", "text")
                .check(RANVIER);
    }
}
