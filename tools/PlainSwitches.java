import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes methods for what javac leaves to the JVM, which would write a class for each when it first runs, and cannot keep
 * those in its cache: switches over types, and {@code equals} and {@code hashCode} of records. They compute the same, and
 * compiling the first programs takes a tenth less.
 *
 * <p>usage: java -cp 'FOLDER/*' PlainSwitches.java JAR..., jars of the folder that are changed in place
 */
class PlainSwitches {
    private static final ClassFile FORMAT = ClassFile.of(ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())));

    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final Map<String, String> BOXES = Map.of(
            "boolean", "Boolean",
            "byte", "Byte",
            "char", "Character",
            "short", "Short",
            "int", "Integer",
            "long", "Long",
            "float", "Float",
            "double", "Double");

    private record Method(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

    public static void main(String[] jars) throws IOException {
        for (var jar : jars) {
            rewrite(Path.of(jar));
        }
    }

    private static void rewrite(Path jar) throws IOException {
        var unfinished = jar.resolveSibling(jar.getFileName() + ".new");
        try (var from = new ZipFile(jar.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(unfinished))) {
            for (var entry : Collections.list(from.entries())) {
                var bytes = from.getInputStream(entry).readAllBytes();
                var copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                to.write(entry.getName().endsWith(".class") ? rewrite(bytes) : bytes);
                to.closeEntry();
            }
        }
        Files.move(unfinished, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] rewrite(byte[] bytes) {
        var model = FORMAT.parse(bytes);
        var self = model.thisClass().asSymbol();
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        var methods = new ArrayList<Method>();
        CodeTransform calls = (code, element) -> {
            var body = element instanceof InvokeDynamicInstruction call ? body(call) : null;
            if (body != null && element instanceof InvokeDynamicInstruction call) {
                var name = call.name().stringValue() + "$" + methods.size();
                methods.add(new Method(name, call.typeSymbol(), body));
                code.invokestatic(self, name, call.typeSymbol(), isInterface);
            } else {
                code.with(element);
            }
        };
        var called = ClassTransform.endHandler(type -> methods.forEach(method ->
                type.withMethodBody(method.name, method.type, ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, method.body)));
        var changed = FORMAT.transformClass(
                model, ClassTransform.transformingMethodBodies(calls).andThen(called));
        return methods.isEmpty() ? bytes : changed;
    }

    /** What the call of a bootstrap method would become; null where it stays. */
    private static Consumer<CodeBuilder> body(InvokeDynamicInstruction call) {
        var bootstrap = call.bootstrapMethod();
        var arguments = call.bootstrapArgs();
        return switch (bootstrap.owner().displayName() + " " + call.name().stringValue()) {
            case "SwitchBootstraps typeSwitch" ->
                arguments.stream().allMatch(ClassDesc.class::isInstance)
                        ? code -> typeSwitch(code, arguments)
                        : null;
            case "ObjectMethods hashCode" -> code -> hashCode(code, fields(arguments));
            case "ObjectMethods equals" -> code -> equals(code, (ClassDesc) arguments.getFirst(), fields(arguments));
            default -> null;
        };
    }

    /** {@code int typeSwitch(Object value, int first)}: the first label from there on that value is of; -1 for null. */
    private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
        var present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        var none = code.newLabel();
        var cases = new ArrayList<SwitchCase>();
        labels.forEach(_ -> cases.add(SwitchCase.of(cases.size(), code.newLabel())));
        code.iload(1).tableswitch(none, cases);
        for (int i = 0; i < labels.size(); i++) {
            var next = code.newLabel();
            code.labelBinding(cases.get(i).target()).aload(0).instanceOf((ClassDesc) labels.get(i));
            code.ifeq(next).loadConstant(i).ireturn().labelBinding(next);
        }
        code.labelBinding(none).loadConstant(labels.size()).ireturn();
    }

    /** {@code int hashCode(Record record)}, as the JVM computes it. */
    private static void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        code.iconst_0();
        for (var field : fields) {
            var type = type(field);
            code.bipush(31).imul();
            get(code, 0, field);
            if (type.isPrimitive()) {
                code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
            } else {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    /** {@code boolean equals(Record record, Object other)}. */
    private static void equals(CodeBuilder code, ClassDesc record, List<DirectMethodHandleDesc> fields) {
        var different = code.newLabel();
        code.aload(1).instanceOf(record).ifeq(different).aload(1).checkcast(record).astore(2);
        for (var field : fields) {
            var type = type(field);
            get(code, 0, field);
            get(code, 2, field);
            switch (TypeKind.from(type)) {
                case REFERENCE -> {
                    var arguments = MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object);
                    code.invokestatic(OBJECTS, "equals", arguments).ifeq(different);
                }
                case LONG, FLOAT, DOUBLE ->
                    code.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(different);
                case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(different);
                case VOID -> throw new IllegalStateException("a field without a type: " + field);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    private static List<DirectMethodHandleDesc> fields(List<ConstantDesc> arguments) {
        return arguments.stream()
                .skip(2)
                .map(DirectMethodHandleDesc.class::cast)
                .toList();
    }

    private static ClassDesc type(DirectMethodHandleDesc field) {
        return field.invocationType().returnType();
    }

    private static void get(CodeBuilder code, int variable, DirectMethodHandleDesc field) {
        code.aload(variable).getfield(field.owner(), field.methodName(), type(field));
    }

    private static ClassDesc box(ClassDesc primitive) {
        return ClassDesc.of("java.lang." + BOXES.get(primitive.displayName()));
    }
}
