package dev.ranvier.compiler;

import org.junit.jupiter.api.Test;

/** Passes over whole programs: control flow, common and dead ops, loops. */
class ProgramPassesTest {
    @Test
    void branchesByConstants() {
        new Laws(Simplify::run).rewrite("(%x: tensor<3xf32>) -> tensor<3xf32>", """
                %p = stablehlo.constant dense<false> : tensor<i1>
                %0 = "stablehlo.if"(%p) ({
                  %1 = stablehlo.negate %x : tensor<3xf32>
                  stablehlo.return %1 : tensor<3xf32>
                }, {
                  %1 = stablehlo.abs %x : tensor<3xf32>
                  stablehlo.return %1 : tensor<3xf32>
                }) : (tensor<i1>) -> tensor<3xf32>
                return %0 : tensor<3xf32>""", """
                %1 = stablehlo.abs %x : tensor<3xf32>
                return %1 : tensor<3xf32>""");
    }

    @Test
    void countersAreNeverNegativeAndOneRoundIsNoLoop() {
        new Laws(Simplify::run).rewrite("(%x: tensor<9xf32>) -> tensor<f32>", loop("1"), """
                %zero = stablehlo.constant dense<0> : tensor<i32>
                %s = stablehlo.constant dense<0.0> : tensor<f32>
                %1 = stablehlo.dynamic_slice %x, %zero, sizes = [1] : (tensor<9xf32>, tensor<i32>) -> tensor<1xf32>
                %2 = stablehlo.reshape %1 : (tensor<1xf32>) -> tensor<f32>
                %3 = stablehlo.add %s, %2 : tensor<f32>
                return %3 : tensor<f32>""");
        new Laws(Simplify::run).rewrite("(%x: tensor<9xf32>) -> tensor<f32>", loop("9"), """
                %zero = stablehlo.constant dense<0> : tensor<i32>
                %s = stablehlo.constant dense<0.0> : tensor<f32>
                %0:2 = stablehlo.while(%i = %zero, %sum = %s) : tensor<i32>, tensor<f32>
                cond {
                  %n = stablehlo.constant dense<9> : tensor<i32>
                  %more = stablehlo.compare LT, %i, %n : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %more : tensor<i1>
                } do {
                  %one = stablehlo.constant dense<1> : tensor<i32>
                  %e = stablehlo.dynamic_slice %x, %i, sizes = [1] : (tensor<9xf32>, tensor<i32>) -> tensor<1xf32>
                  %f = stablehlo.reshape %e : (tensor<1xf32>) -> tensor<f32>
                  %next = stablehlo.add %sum, %f : tensor<f32>
                  %j = stablehlo.add %i, %one : tensor<i32>
                  stablehlo.return %j, %next : tensor<i32>, tensor<f32>
                }
                return %0#1 : tensor<f32>""");
    }

    /** As JAX writes a sum over the elements of an array. */
    private static String loop(String rounds) {
        return """
                %%zero = stablehlo.constant dense<0> : tensor<i32>
                %%s = stablehlo.constant dense<0.0> : tensor<f32>
                %%0:2 = stablehlo.while(%%i = %%zero, %%sum = %%s) : tensor<i32>, tensor<f32>
                cond {
                  %%n = stablehlo.constant dense<%s> : tensor<i32>
                  %%more = stablehlo.compare LT, %%i, %%n : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %%more : tensor<i1>
                } do {
                  %%one = stablehlo.constant dense<1> : tensor<i32>
                  %%z = stablehlo.constant dense<0> : tensor<i32>
                  %%nine = stablehlo.constant dense<9> : tensor<i32>
                  %%below = stablehlo.compare LT, %%i, %%z : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  %%wrapped = stablehlo.add %%i, %%nine : tensor<i32>
                  %%at = stablehlo.select %%below, %%wrapped, %%i : tensor<i1>, tensor<i32>
                  %%e = stablehlo.dynamic_slice %%x, %%at, sizes = [1] : (tensor<9xf32>, tensor<i32>) -> tensor<1xf32>
                  %%f = stablehlo.reshape %%e : (tensor<1xf32>) -> tensor<f32>
                  %%next = stablehlo.add %%sum, %%f : tensor<f32>
                  %%j = stablehlo.add %%i, %%one : tensor<i32>
                  stablehlo.return %%j, %%next : tensor<i32>, tensor<f32>
                }
                return %%0#1 : tensor<f32>""".formatted(rounds);
    }

    @Test
    void commonOps() {
        new Laws(CommonOps::run)
                .rewrite("(%x: tensor<3xf32>, %c: tensor<f32>) -> (tensor<f32>, tensor<f32>, tensor<3xf32>)", """
                %0 = stablehlo.tanh %x : tensor<3xf32>
                %1 = stablehlo.tanh %x : tensor<3xf32>
                %2 = stablehlo.reduce(%0 init: %c) applies stablehlo.add across dimensions = [0]
                  : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
                %3 = stablehlo.reduce(%1 init: %c) applies stablehlo.add across dimensions = [0]
                  : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
                %4 = stablehlo.optimization_barrier %x : tensor<3xf32>
                %5 = stablehlo.tanh %4 : tensor<3xf32>
                return %2, %3, %5 : tensor<f32>, tensor<f32>, tensor<3xf32>""", """
                %0 = stablehlo.tanh %x : tensor<3xf32>
                %2 = stablehlo.reduce(%0 init: %c) applies stablehlo.add across dimensions = [0]
                  : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
                %4 = stablehlo.optimization_barrier %x : tensor<3xf32>
                %5 = stablehlo.tanh %4 : tensor<3xf32>
                return %2, %2, %5 : tensor<f32>, tensor<f32>, tensor<3xf32>""");
    }

    @Test
    void barriersVanishAtTheEnd() {
        new Laws(Barriers::run).rewrite("(%x: tensor<3xf32>) -> tensor<3xf32>", """
                %0 = stablehlo.optimization_barrier %x : tensor<3xf32>
                return %0 : tensor<3xf32>""", "return %x : tensor<3xf32>");
    }

    @Test
    void whatNoRoundChangesLeavesTheLoopsState() {
        new Laws(LoopState::run)
                .rewrite("(%n: tensor<i8>, %y: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>)", """
                %0:3 = stablehlo.while(%i = %n, %a = %y, %b = %y) : tensor<i8>, tensor<3xf32>, tensor<3xf32>
                cond {
                  %zero = stablehlo.constant dense<0> : tensor<i8>
                  %more = stablehlo.compare GT, %i, %zero : (tensor<i8>, tensor<i8>) -> tensor<i1>
                  stablehlo.return %more : tensor<i1>
                } do {
                  %two = stablehlo.constant dense<2> : tensor<i8>
                  %j = stablehlo.divide %i, %two : tensor<i8>
                  %c = stablehlo.negate %b : tensor<3xf32>
                  stablehlo.return %j, %c, %b : tensor<i8>, tensor<3xf32>, tensor<3xf32>
                }
                return %0#1, %0#2 : tensor<3xf32>, tensor<3xf32>""", """
                %0:2 = stablehlo.while(%i = %n, %a = %y) : tensor<i8>, tensor<3xf32>
                cond {
                  %zero = stablehlo.constant dense<0> : tensor<i8>
                  %more = stablehlo.compare GT, %i, %zero : (tensor<i8>, tensor<i8>) -> tensor<i1>
                  stablehlo.return %more : tensor<i1>
                } do {
                  %two = stablehlo.constant dense<2> : tensor<i8>
                  %j = stablehlo.divide %i, %two : tensor<i8>
                  %c = stablehlo.negate %y : tensor<3xf32>
                  stablehlo.return %j, %c : tensor<i8>, tensor<3xf32>
                }
                return %0#1, %y : tensor<3xf32>, tensor<3xf32>""");
    }

    @Test
    void whatNoRoundChangesIsComputedBefore() {
        new Laws(Hoist::run).rewrite("(%n: tensor<i8>, %y: tensor<3xf32>) -> tensor<3xf32>", """
                %0:2 = stablehlo.while(%i = %n, %a = %y) : tensor<i8>, tensor<3xf32>
                cond {
                  %zero = stablehlo.constant dense<0> : tensor<i8>
                  %more = stablehlo.compare GT, %i, %zero : (tensor<i8>, tensor<i8>) -> tensor<i1>
                  stablehlo.return %more : tensor<i1>
                } do {
                  %two = stablehlo.constant dense<2> : tensor<i8>
                  %j = stablehlo.divide %i, %two : tensor<i8>
                  %c = stablehlo.tanh %y : tensor<3xf32>
                  %d = stablehlo.add %c, %a : tensor<3xf32>
                  stablehlo.return %j, %d : tensor<i8>, tensor<3xf32>
                }
                return %0#1 : tensor<3xf32>""", """
                %c = stablehlo.tanh %y : tensor<3xf32>
                %0:2 = stablehlo.while(%i = %n, %a = %y) : tensor<i8>, tensor<3xf32>
                cond {
                  %zero = stablehlo.constant dense<0> : tensor<i8>
                  %more = stablehlo.compare GT, %i, %zero : (tensor<i8>, tensor<i8>) -> tensor<i1>
                  stablehlo.return %more : tensor<i1>
                } do {
                  %two = stablehlo.constant dense<2> : tensor<i8>
                  %j = stablehlo.divide %i, %two : tensor<i8>
                  %d = stablehlo.add %c, %a : tensor<3xf32>
                  stablehlo.return %j, %d : tensor<i8>, tensor<3xf32>
                }
                return %0#1 : tensor<3xf32>""");
    }

    @Test
    void regionsHaveTheirOwnSplats() {
        new Laws(LocalConstants::run).rewrite("(%p: tensor<i1>, %y: tensor<3xf32>) -> tensor<3xf32>", """
                %c = stablehlo.constant dense<2.0> : tensor<3xf32>
                %0 = "stablehlo.if"(%p) ({
                  %1 = stablehlo.multiply %y, %c : tensor<3xf32>
                  stablehlo.return %1 : tensor<3xf32>
                }, {
                  stablehlo.return %y : tensor<3xf32>
                }) : (tensor<i1>) -> tensor<3xf32>
                return %0 : tensor<3xf32>""", """
                %0 = "stablehlo.if"(%p) ({
                  %c = stablehlo.constant dense<2.0> : tensor<3xf32>
                  %1 = stablehlo.multiply %y, %c : tensor<3xf32>
                  stablehlo.return %1 : tensor<3xf32>
                }, {
                  stablehlo.return %y : tensor<3xf32>
                }) : (tensor<i1>) -> tensor<3xf32>
                return %0 : tensor<3xf32>""");
    }

    @Test
    void unusedPartsOfSortsBranchesAndLoops() {
        var dead = new Laws(module -> module);
        dead.rewrite("(%x: tensor<3xi32>, %y: tensor<3xf32>) -> tensor<3xi32>", """
                %0:2 = "stablehlo.sort"(%x, %y) <{dimension = 0 : i64, is_stable = true}> ({
                ^bb0(%a: tensor<i32>, %b: tensor<i32>, %c: tensor<f32>, %d: tensor<f32>):
                  %1 = stablehlo.compare LT, %a, %b : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %1 : tensor<i1>
                }) : (tensor<3xi32>, tensor<3xf32>) -> (tensor<3xi32>, tensor<3xf32>)
                return %0#0 : tensor<3xi32>""", """
                %0 = "stablehlo.sort"(%x) <{dimension = 0 : i64, is_stable = true}> ({
                ^bb0(%a: tensor<i32>, %b: tensor<i32>):
                  %1 = stablehlo.compare LT, %a, %b : (tensor<i32>, tensor<i32>) -> tensor<i1>
                  stablehlo.return %1 : tensor<i1>
                }) : (tensor<3xi32>) -> tensor<3xi32>
                return %0 : tensor<3xi32>""");
        dead.rewrite("(%p: tensor<i1>, %x: tensor<3xf32>) -> tensor<3xf32>", """
                %0:2 = "stablehlo.if"(%p) ({
                  %1 = stablehlo.tanh %x : tensor<3xf32>
                  stablehlo.return %1, %x : tensor<3xf32>, tensor<3xf32>
                }, {
                  %1 = stablehlo.abs %x : tensor<3xf32>
                  stablehlo.return %x, %1 : tensor<3xf32>, tensor<3xf32>
                }) : (tensor<i1>) -> (tensor<3xf32>, tensor<3xf32>)
                return %0#1 : tensor<3xf32>""", """
                %0 = "stablehlo.if"(%p) ({
                  stablehlo.return %x : tensor<3xf32>
                }, {
                  %1 = stablehlo.abs %x : tensor<3xf32>
                  stablehlo.return %1 : tensor<3xf32>
                }) : (tensor<i1>) -> tensor<3xf32>
                return %0 : tensor<3xf32>""");
        dead.rewrite("(%n: tensor<i8>, %x: tensor<3xf32>) -> tensor<i8>", """
                %0:2 = stablehlo.while(%i = %n, %a = %x) : tensor<i8>, tensor<3xf32>
                cond {
                  %zero = stablehlo.constant dense<0> : tensor<i8>
                  %more = stablehlo.compare GT, %i, %zero : (tensor<i8>, tensor<i8>) -> tensor<i1>
                  stablehlo.return %more : tensor<i1>
                } do {
                  %two = stablehlo.constant dense<2> : tensor<i8>
                  %j = stablehlo.divide %i, %two : tensor<i8>
                  %b = stablehlo.negate %a : tensor<3xf32>
                  stablehlo.return %j, %b : tensor<i8>, tensor<3xf32>
                }
                return %0#0 : tensor<i8>""", """
                %0 = stablehlo.while(%i = %n) : tensor<i8>
                cond {
                  %zero = stablehlo.constant dense<0> : tensor<i8>
                  %more = stablehlo.compare GT, %i, %zero : (tensor<i8>, tensor<i8>) -> tensor<i1>
                  stablehlo.return %more : tensor<i1>
                } do {
                  %two = stablehlo.constant dense<2> : tensor<i8>
                  %j = stablehlo.divide %i, %two : tensor<i8>
                  stablehlo.return %j : tensor<i8>
                }
                return %0 : tensor<i8>""");
    }
}
