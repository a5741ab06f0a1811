package dev.ranvier.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between rooms, as {@code ARCHITECTURE.md} draws them. */
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
                .mayOnlyAccessLayers("stablehlo", "reference")
                .whereLayer("llvm")
                .mayNotAccessAnyLayer()
                .whereLayer("pjrt")
                .mayOnlyAccessLayers("stablehlo", "runtime")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(RANVIER);
    }

    @Test
    void theIntermediateRepresentationKnowsNothingOfItsFormatsAndChecks() {
        noClasses()
                .that()
                .resideInAPackage("dev.ranvier.stablehlo")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ranvier.stablehlo.*..")
                .because("formats, verifier, refinement and builder stand on the IR, not the other way round")
                .check(RANVIER);
    }
}
