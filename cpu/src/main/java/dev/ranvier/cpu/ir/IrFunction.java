package dev.ranvier.cpu.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes one function of LLVM IR: each method appends an instruction to the current block and gives its value. Loops
 * and branches are written by callbacks, so that blocks always nest.
 *
 * <p>Source: LLVM Language Reference Manual.
 */
public final class IrFunction {
    private final String linkage;
    private final String name;
    private final List<IrValue> parameters;
    private final StringBuilder entry = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private final TreeSet<String> declarations = new TreeSet<>();
    private final Set<String> internals = new HashSet<>();
    private int names;
    private String block = "start";

    /** A function that returns nothing. */
    public IrFunction(String name, IrType... parameterTypes) {
        this("", name, parameterTypes);
    }

    private IrFunction(String linkage, String name, IrType... parameterTypes) {
        this.linkage = linkage;
        this.name = name;
        var made = new ArrayList<IrValue>();
        for (var type : parameterTypes) {
            made.add(new IrValue(type, "%p" + made.size()));
        }
        this.parameters = List.copyOf(made);
    }

    /** A function that returns nothing and that only functions of its module call. */
    public static IrFunction internal(String name, IrType... parameterTypes) {
        return new IrFunction("internal ", name, parameterTypes);
    }

    public String name() {
        return name;
    }

    public IrValue parameter(int index) {
        return parameters.get(index);
    }

    /** What this function declares, the constants it has, and the internal functions that it calls. */
    public Set<String> declarations() {
        return declarations;
    }

    /** The definition, once everything is written. */
    public String definition() {
        return definition("void", "void");
    }

    private String definition(String result, String returned) {
        var list = String.join(", ", parameters.stream().map(IrValue::typed).toList());
        return "define " + linkage + result + " @" + name + "(" + list + ") #0 {\nentry:\n" + entry
                + "  br label %start\nstart:\n" + body + "  ret " + returned + "\n}\n";
    }

    /** What the body of an internal function is written with, and gives. */
    @FunctionalInterface
    public interface InternalBody {
        IrValue write(IrFunction function, List<IrValue> parameters);
    }

    /**
     * A call of an internal function of the module, which is written the first time that its name is met. The name tells
     * all such functions apart, of other types too.
     */
    public IrValue callInternal(IrType result, String function, InternalBody internalBody, IrValue... operands) {
        if (internals.add(function)) {
            var types = new ArrayList<IrType>();
            for (var operand : operands) {
                types.add(operand.type());
            }
            var written = internal(function, types.toArray(IrType[]::new));
            var returned = internalBody.write(written, written.parameters);
            declarations.addAll(written.declarations);
            declarations.add(written.definition(result.toString(), returned.typed()));
        }
        return assign(result, "call " + result + " @" + function + arguments(operands));
    }

    /** The address of constants in memory, which have a name of their own: a type and its value. */
    public IrValue constants(String constantName, String typed) {
        declarations.add("@" + constantName + " = private unnamed_addr constant " + typed + ", align 64");
        return new IrValue(IrType.POINTER, "@" + constantName);
    }

    private IrValue fresh(IrType type) {
        return new IrValue(type, "%v" + names++);
    }

    private IrValue assign(IrType type, String instruction) {
        var value = fresh(type);
        body.append("  ").append(value.text()).append(" = ").append(instruction).append('\n');
        return value;
    }

    private void append(String instruction) {
        body.append("  ").append(instruction).append('\n');
    }

    /** {@code opcode type lhs, rhs}: an instruction whose result has the type of its operands. */
    public IrValue binary(String opcode, IrValue lhs, IrValue rhs) {
        return assign(lhs.type(), opcode + " " + lhs.typed() + ", " + rhs.text());
    }

    public IrValue negate(IrValue operand) {
        return assign(operand.type(), "fneg " + operand.typed());
    }

    /** {@code icmp} or {@code fcmp} by the operands' type. */
    public IrValue compare(String predicate, IrValue lhs, IrValue rhs) {
        var opcode = lhs.type().isInteger() || lhs.type().scalar().equals("ptr") ? "icmp " : "fcmp ";
        return assign(lhs.type().of(IrType.I1), opcode + predicate + " " + lhs.typed() + ", " + rhs.text());
    }

    public IrValue select(IrValue condition, IrValue onTrue, IrValue onFalse) {
        return assign(onTrue.type(), "select " + condition.typed() + ", " + onTrue.typed() + ", " + onFalse.typed());
    }

    /** A conversion such as {@code sext} or {@code fptrunc}, lane by lane; nothing if the type is the same. */
    public IrValue cast(String opcode, IrValue operand, IrType scalar) {
        var type = operand.type().of(scalar);
        return type.equals(operand.type()) ? operand : assign(type, opcode + " " + operand.typed() + " to " + type);
    }

    /** The same bits as another type of as many. */
    public IrValue bitcast(IrValue operand, IrType type) {
        return type.equals(operand.type()) ? operand : assign(type, "bitcast " + operand.typed() + " to " + type);
    }

    /** A call of an intrinsic that is overloaded on the type of its first operand, which is also that of its result. */
    public IrValue intrinsic(String base, IrValue... operands) {
        var type = operands[0].type();
        return call(type, base + "." + type.mangled(), operands);
    }

    public IrValue call(IrType result, String function, IrValue... operands) {
        declare(result.toString(), function, operands);
        return assign(result, "call " + result + " @" + function + arguments(operands));
    }

    /** A call whose result is two values of one type, as the x86-64 and AArch64 conventions return a complex number. */
    public List<IrValue> callPair(IrType part, String function, IrValue... operands) {
        var pair = "{ " + part + ", " + part + " }";
        declare(pair, function, operands);
        var result = fresh(part).text();
        append(result + " = call " + pair + " @" + function + arguments(operands));
        return List.of(
                assign(part, "extractvalue " + pair + " " + result + ", 0"),
                assign(part, "extractvalue " + pair + " " + result + ", 1"));
    }

    public void callVoid(String function, IrValue... operands) {
        declare("void", function, operands);
        append("call void @" + function + arguments(operands));
    }

    /** Asks for the cache line of an address, which need not be one of the process, in the first cache. */
    public void prefetch(IrValue address) {
        prefetch(address, 3);
    }

    /** The same in the second cache. */
    public void prefetchFar(IrValue address) {
        prefetch(address, 2);
    }

    private void prefetch(IrValue address, int locality) {
        callVoid(
                "llvm.prefetch.p0",
                address,
                IrValue.integer(IrType.I32, 0),
                IrValue.integer(IrType.I32, locality),
                IrValue.integer(IrType.I32, 1));
    }

    private void declare(String result, String function, IrValue... operands) {
        var types = new ArrayList<String>();
        for (var operand : operands) {
            types.add(operand.type().toString());
        }
        declarations.add("declare " + result + " @" + function + "(" + String.join(", ", types) + ")");
    }

    private static String arguments(IrValue... operands) {
        var typed = new ArrayList<String>();
        for (var operand : operands) {
            typed.add(operand.typed());
        }
        return "(" + String.join(", ", typed) + ")";
    }

    /** The address of the {@code index}-th element after {@code pointer}. */
    public IrValue element(IrType scalar, IrValue pointer, IrValue index) {
        return assign(IrType.POINTER, "getelementptr " + scalar + ", " + pointer.typed() + ", " + index.typed());
    }

    /** Loads a value that lies aligned to one of its lanes. */
    public IrValue load(IrType type, IrValue pointer) {
        return assign(type, "load " + type + ", " + pointer.typed() + ", align " + alignment(type));
    }

    public void store(IrValue value, IrValue pointer) {
        append("store " + value.typed() + ", " + pointer.typed() + ", align " + alignment(value.type()));
    }

    private static int alignment(IrType type) {
        return Math.max(1, type.bits() / 8);
    }

    /** Memory of the function for one value; LLVM keeps it in registers where it can. */
    public IrValue local(IrType type) {
        var value = fresh(IrType.POINTER);
        entry.append("  %s = alloca %s%n".formatted(value.text(), type).replace("\r", ""));
        return value;
    }

    /** Memory of the function, aligned to a cache line. */
    public IrValue memory(long bytes) {
        var value = fresh(IrType.POINTER);
        entry.append("  " + value.text() + " = alloca [" + bytes + " x i8], align 64\n");
        return value;
    }

    /** A scalar in every lane. */
    public IrValue splat(IrValue scalar, int lanes) {
        if (lanes == 1) {
            return scalar;
        }
        var type = scalar.type().withLanes(lanes);
        var first = assign(type, "insertelement " + type + " poison, " + scalar.typed() + ", i64 0");
        return assign(
                type,
                "shufflevector " + first.typed() + ", " + type + " poison, <" + lanes + " x i32> zeroinitializer");
    }

    public IrValue lane(IrValue vector, int index) {
        return vector.type().isVector()
                ? assign(vector.type().withLanes(1), "extractelement " + vector.typed() + ", i64 " + index)
                : vector;
    }

    /** The lane of an index that is known at run time; it must be one of the vector's. */
    public IrValue lane(IrValue vector, IrValue index) {
        return assign(vector.type().withLanes(1), "extractelement " + vector.typed() + ", " + index.typed());
    }

    public IrValue withLane(IrValue vector, int index, IrValue scalar) {
        return assign(vector.type(), "insertelement " + vector.typed() + ", " + scalar.typed() + ", i64 " + index);
    }

    /** Lanes of {@code first}, and behind them {@code second}, by position. */
    public IrValue shuffle(IrValue first, IrValue second, int... positions) {
        var lanes = new ArrayList<String>();
        for (int position : positions) {
            lanes.add("i32 " + position);
        }
        return assign(
                first.type().withLanes(positions.length),
                "shufflevector " + first.typed() + ", " + second.typed() + ", <" + positions.length + " x i32> <"
                        + String.join(", ", lanes) + ">");
    }

    /** The result of a scalar function for each lane. */
    public IrValue eachLane(IrType scalarResult, IrValue operand, UnaryOperator<IrValue> function) {
        if (!operand.type().isVector()) {
            return function.apply(operand);
        }
        int lanes = operand.type().lanes();
        var result = new IrValue(scalarResult.withLanes(lanes), "poison");
        for (int i = 0; i < lanes; i++) {
            result = withLane(result, i, function.apply(lane(operand, i)));
        }
        return result;
    }

    /** What a loop's body is written with. */
    @FunctionalInterface
    public interface LoopBody {
        void write(IrValue index);
    }

    /** {@code for (i = from; i < to; i += step) body}, signed. */
    public void loop(IrValue from, IrValue to, long step, LoopBody loopBody) {
        var label = "loop" + names++;
        var before = block;
        append("br label %" + label);
        var next = fresh(IrType.I64);
        begin(label);
        var index = fresh(IrType.I64);
        int phi = body.length();
        var more = compare("slt", index, to);
        append("br i1 " + more.text() + ", label %" + label + ".body, label %" + label + ".end");
        begin(label + ".body");
        loopBody.write(index);
        append(next.text() + " = add nsw " + index.typed() + ", " + step);
        append("br label %" + label);
        var latch = block;
        body.insert(
                phi,
                "  %s = phi i64 [ %s, %%%s ], [ %s, %%%s ]\n"
                        .formatted(index.text(), from.text(), before, next.text(), latch));
        begin(label + ".end");
    }

    /** Writes {@code then} for the case that a scalar condition holds. */
    public void when(IrValue condition, Runnable then) {
        when(condition, "", then);
    }

    /** The same where the condition seldom holds: what else there is has the better code. */
    public void whenRarely(IrValue condition, Runnable then) {
        declarations.add("!0 = !{!\"branch_weights\", i32 1, i32 2000}");
        when(condition, ", !prof !0", then);
    }

    private void when(IrValue condition, String metadata, Runnable then) {
        var label = "if" + names++;
        append("br i1 " + condition.text() + ", label %" + label + ".then, label %" + label + ".end" + metadata);
        begin(label + ".then");
        then.run();
        append("br label %" + label + ".end");
        begin(label + ".end");
    }

    /** {@code while (condition) body}. */
    public void repeat(Function<IrFunction, IrValue> condition, Runnable then) {
        var label = "while" + names++;
        append("br label %" + label);
        begin(label);
        var more = condition.apply(this);
        append("br i1 " + more.text() + ", label %" + label + ".body, label %" + label + ".end");
        begin(label + ".body");
        then.run();
        append("br label %" + label);
        begin(label + ".end");
    }

    private void begin(String label) {
        body.append(label).append(":\n");
        block = label;
    }
}
