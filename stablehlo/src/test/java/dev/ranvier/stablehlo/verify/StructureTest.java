package dev.ranvier.stablehlo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.BlockArgument;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.OpResult;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.ShardyAttribute;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only a module made by hand can break: the parsers resolve names to values themselves. */
class StructureTest {
    private static final TensorType TYPE = TensorType.of(ScalarType.F32, 2);
    private final BlockArgument argument = new BlockArgument(TYPE);
    private final OpResult sum = new OpResult(TYPE);
    private final OpResult product = new OpResult(TYPE);

    private BinaryOp add(Value operand, OpResult result) {
        return new BinaryOp.Add(operand, operand, result, OpInfo.NONE);
    }

    private static Op returned(Value... values) {
        return new ControlFlowOp.FuncReturn(List.of(values), OpInfo.NONE);
    }

    private Declaration.Func function(String name, Op... ops) {
        var type = new Type.FunctionType(List.of(TYPE), List.of());
        return new Declaration.Func(
                name,
                new BuiltinAttribute.TypeOf(type),
                null,
                null,
                null,
                null,
                new Region(List.of(argument), List.of(ops)),
                OpInfo.NONE);
    }

    private static List<String> verify(Op... declarations) {
        return Verifier.verify(new Module(null, null, new Region(List.of(), List.of(declarations)), OpInfo.NONE))
                .stream()
                .map(Diagnostic::toString)
                .toList();
    }

    @Test
    void acceptsValuesUsedAfterTheirDefinition() {
        assertThat(verify(function("f", add(argument, sum), add(sum, product), returned())))
                .isEmpty();
    }

    @Test
    void rejectsAValueUsedBeforeItsDefinition() {
        assertThat(verify(function("f", add(sum, product), add(argument, sum), returned())))
                .singleElement()
                .asString()
                .startsWith("'stablehlo.add': operands must be defined before their use");
    }

    @Test
    void rejectsAValueOfARegionUsedOutside() {
        var branch =
                new Region(List.of(), List.of(add(argument, sum), new ControlFlowOp.Return(List.of(), OpInfo.NONE)));
        var pred = new BlockArgument(TensorType.of(ScalarType.I1));
        var type = new Type.FunctionType(List.of(TYPE, pred.type()), List.of());
        var choice = new ControlFlowOp.If(
                pred,
                branch,
                new Region(List.of(), List.of(new ControlFlowOp.Return(List.of(), OpInfo.NONE))),
                List.of(),
                OpInfo.NONE);
        var body = new Region(List.of(argument, pred), List.of(choice, add(sum, product), returned()));

        assertThat(verify(new Declaration.Func(
                        "f", new BuiltinAttribute.TypeOf(type), null, null, null, null, body, OpInfo.NONE)))
                .singleElement()
                .asString()
                .startsWith("'stablehlo.add': operands must be defined before their use");
    }

    @Test
    void rejectsAResultOfTwoOps() {
        assertThat(verify(function("f", add(argument, sum), add(argument, sum), returned())))
                .containsExactly("'stablehlo.add': results must be values that nothing else defines");
    }

    @Test
    void rejectsAFunctionWithoutReturn() {
        assertThat(verify(function("f", add(argument, sum))))
                .containsExactly("'func.func': a region must end with the return of its dialect");
    }

    @Test
    void rejectsAReturnInTheMiddle() {
        assertThat(verify(function("f", returned(), add(argument, sum), returned())))
                .containsExactly("'func.return': must be the last op of its region");
    }

    @Test
    void rejectsANameDeclaredTwice() {
        var mesh = new Declaration.Mesh("f", new ShardyAttribute.Mesh(List.of(), Int64Array.of()), OpInfo.NONE);

        assertThat(verify(function("f", returned()), mesh))
                .containsExactly("'sdy.mesh': the name @f is declared before");
    }

    @Test
    void rejectsAnOpOutsideOfFunctions() {
        assertThat(verify(add(argument, sum))).contains("'stablehlo.add': must stand in a function");
    }

    @Test
    void reportsEveryIllTypedOp() {
        var wrong = new OpResult(TensorType.of(ScalarType.F32, 3));
        var alsoWrong = new OpResult(TensorType.of(ScalarType.F64, 2));

        assertThat(verify(function("f", add(argument, wrong), add(argument, alsoWrong), returned())))
                .containsExactly(
                        "'stablehlo.add': C1: results must be of types [tensor<2xf32>], got [tensor<3xf32>]",
                        "'stablehlo.add': C1: results must be of types [tensor<2xf32>], got [tensor<2xf64>]");
    }
}
