package dev.ranvier.cli.conformance;

/** A form in which a case holds its program. */
public enum Form {
    /** MLIR text, inputs as arguments. */
    TEXT("text", "args.mlir"),
    /** A portable artifact, inputs as arguments. */
    BYTECODE("bytecode", "args.mlirbc"),
    /** MLIR text as upstream has it, inputs as constants. */
    CONST("const", "const.mlir");

    private final String label;
    private final String fileName;

    Form(String label, String fileName) {
        this.label = label;
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    boolean hasArguments() {
        return this != CONST;
    }

    @Override
    public String toString() {
        return label;
    }
}
