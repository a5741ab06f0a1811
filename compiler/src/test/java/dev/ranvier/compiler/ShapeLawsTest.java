package dev.ranvier.compiler;

import org.junit.jupiter.api.Test;

/** Laws of ops that move elements, read and write at indices, and reduce: each before and after. */
class ShapeLawsTest {
    private final Laws simplify = new Laws(Simplify::run);

    @Test
    void nothingChanged() {
        simplify.rewrite("(%x: tensor<2x3xf32>) -> tensor<2x3xf32>", """
                %0 = stablehlo.reshape %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
                %1 = stablehlo.transpose %0, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3xf32>
                %2 = stablehlo.broadcast_in_dim %1, dims = [0, 1] : (tensor<2x3xf32>) -> tensor<2x3xf32>
                %3 = stablehlo.reverse %2, dims = [] : tensor<2x3xf32>
                %4 = stablehlo.slice %3 [0:2, 0:3] : (tensor<2x3xf32>) -> tensor<2x3xf32>
                %5 = stablehlo.concatenate %4, dim = 1 : (tensor<2x3xf32>) -> tensor<2x3xf32>
                %p = stablehlo.constant dense<1.0> : tensor<f32>
                %6 = stablehlo.pad %5, %p, low = [0, 0], high = [0, 0], interior = [0, 0]
                  : (tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
                %7 = stablehlo.convert %6 : tensor<2x3xf32>
                return %7 : tensor<2x3xf32>""", "return %x : tensor<2x3xf32>");
    }

    @Test
    void broadcastThatOnlyAddsDimensionsOfSizeOneIsAReshape() {
        simplify.rewrite("(%x: tensor<3x4xf32>) -> tensor<1x3x1x4xf32>", """
                %0 = stablehlo.broadcast_in_dim %x, dims = [1, 3] : (tensor<3x4xf32>) -> tensor<1x3x1x4xf32>
                return %0 : tensor<1x3x1x4xf32>""", """
                %0 = stablehlo.reshape %x : (tensor<3x4xf32>) -> tensor<1x3x1x4xf32>
                return %0 : tensor<1x3x1x4xf32>""");
        simplify.keep("(%x: tensor<3x4xf32>) -> tensor<4x3xf32>", """
                %0 = stablehlo.broadcast_in_dim %x, dims = [1, 0] : (tensor<3x4xf32>) -> tensor<4x3xf32>
                return %0 : tensor<4x3xf32>""");
    }

    @Test
    void twoAreOne() {
        simplify.rewrite("(%x: tensor<2x3x4xf32>) -> tensor<24xf32>", """
                %0 = stablehlo.reshape %x : (tensor<2x3x4xf32>) -> tensor<6x4xf32>
                %1 = stablehlo.reshape %0 : (tensor<6x4xf32>) -> tensor<24xf32>
                return %1 : tensor<24xf32>""", """
                %1 = stablehlo.reshape %x : (tensor<2x3x4xf32>) -> tensor<24xf32>
                return %1 : tensor<24xf32>""");
        simplify.rewrite("(%x: tensor<2x3x4xf32>) -> tensor<4x2x3xf32>", """
                %0 = stablehlo.transpose %x, dims = [1, 0, 2] : (tensor<2x3x4xf32>) -> tensor<3x2x4xf32>
                %1 = stablehlo.transpose %0, dims = [2, 1, 0] : (tensor<3x2x4xf32>) -> tensor<4x2x3xf32>
                return %1 : tensor<4x2x3xf32>""", """
                %1 = stablehlo.transpose %x, dims = [2, 0, 1] : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
                return %1 : tensor<4x2x3xf32>""");
        simplify.rewrite("(%x: tensor<3xf32>) -> tensor<5x2x3xf32>", """
                %0 = stablehlo.broadcast_in_dim %x, dims = [1] : (tensor<3xf32>) -> tensor<2x3xf32>
                %1 = stablehlo.broadcast_in_dim %0, dims = [1, 2] : (tensor<2x3xf32>) -> tensor<5x2x3xf32>
                return %1 : tensor<5x2x3xf32>""", """
                %1 = stablehlo.broadcast_in_dim %x, dims = [2] : (tensor<3xf32>) -> tensor<5x2x3xf32>
                return %1 : tensor<5x2x3xf32>""");
        simplify.rewrite("(%x: tensor<9x9xf32>) -> tensor<3x2xf32>", """
                %0 = stablehlo.slice %x [1:8:2, 2:9] : (tensor<9x9xf32>) -> tensor<4x7xf32>
                %1 = stablehlo.slice %0 [1:4, 1:6:3] : (tensor<4x7xf32>) -> tensor<3x2xf32>
                return %1 : tensor<3x2xf32>""", """
                %1 = stablehlo.slice %x [3:8:2, 3:7:3] : (tensor<9x9xf32>) -> tensor<3x2xf32>
                return %1 : tensor<3x2xf32>""");
        simplify.rewrite("(%x: tensor<4x5xf32>) -> tensor<4x5xf32>", """
                %0 = stablehlo.reverse %x, dims = [0, 1] : tensor<4x5xf32>
                %1 = stablehlo.reverse %0, dims = [1] : tensor<4x5xf32>
                return %1 : tensor<4x5xf32>""", """
                %1 = stablehlo.reverse %x, dims = [0] : tensor<4x5xf32>
                return %1 : tensor<4x5xf32>""");
        simplify.rewrite("(%x: tensor<4xf32>, %p: tensor<f32>) -> tensor<9xf32>", """
                %0 = stablehlo.pad %x, %p, low = [1], high = [0], interior = [0]
                  : (tensor<4xf32>, tensor<f32>) -> tensor<5xf32>
                %1 = stablehlo.pad %0, %p, low = [2], high = [2], interior = [0]
                  : (tensor<5xf32>, tensor<f32>) -> tensor<9xf32>
                return %1 : tensor<9xf32>""", """
                %1 = stablehlo.pad %x, %p, low = [3], high = [2], interior = [0]
                  : (tensor<4xf32>, tensor<f32>) -> tensor<9xf32>
                return %1 : tensor<9xf32>""");
    }

    @Test
    void dimensionsOfSizeOne() {
        simplify.rewrite("(%x: tensor<2x1x3xf32>) -> tensor<1x2x3xf32>", """
                %0 = stablehlo.transpose %x, dims = [1, 0, 2] : (tensor<2x1x3xf32>) -> tensor<1x2x3xf32>
                return %0 : tensor<1x2x3xf32>""", """
                %0 = stablehlo.reshape %x : (tensor<2x1x3xf32>) -> tensor<1x2x3xf32>
                return %0 : tensor<1x2x3xf32>""");
        simplify.rewrite("(%x: tensor<3xf32>) -> tensor<3x4xf32>", """
                %0 = stablehlo.reshape %x : (tensor<3xf32>) -> tensor<3x1xf32>
                %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1] : (tensor<3x1xf32>) -> tensor<3x4xf32>
                return %1 : tensor<3x4xf32>""", """
                %1 = stablehlo.broadcast_in_dim %x, dims = [0] : (tensor<3xf32>) -> tensor<3x4xf32>
                return %1 : tensor<3x4xf32>""");
    }

    @Test
    void iotasInTheirShape() {
        simplify.rewrite("() -> tensor<2x5xi32>", """
                %0 = stablehlo.iota dim = 0 : tensor<5xi32>
                %1 = stablehlo.broadcast_in_dim %0, dims = [1] : (tensor<5xi32>) -> tensor<2x5xi32>
                return %1 : tensor<2x5xi32>""", """
                %1 = stablehlo.iota dim = 1 : tensor<2x5xi32>
                return %1 : tensor<2x5xi32>""");
        simplify.rewrite("() -> tensor<5x2xi32>", """
                %0 = stablehlo.iota dim = 1 : tensor<2x5xi32>
                %1 = stablehlo.transpose %0, dims = [1, 0] : (tensor<2x5xi32>) -> tensor<5x2xi32>
                return %1 : tensor<5x2xi32>""", """
                %1 = stablehlo.iota dim = 0 : tensor<5x2xi32>
                return %1 : tensor<5x2xi32>""");
    }

    @Test
    void splatsStaySplats() {
        simplify.rewrite("() -> tensor<900x400xf32>", """
                %c = stablehlo.constant dense<3.0> : tensor<f32>
                %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<f32>) -> tensor<400x900xf32>
                %1 = stablehlo.transpose %0, dims = [1, 0] : (tensor<400x900xf32>) -> tensor<900x400xf32>
                return %1 : tensor<900x400xf32>""", """
                %1 = stablehlo.constant dense<3.0> : tensor<900x400xf32>
                return %1 : tensor<900x400xf32>""");
    }

    @Test
    void partsOfWholes() {
        simplify.rewrite(
                "(%x: tensor<4xf32>, %y: tensor<5xf32>, %p: tensor<f32>) -> (tensor<3xf32>, tensor<4xf32>)", """
                %0 = stablehlo.concatenate %x, %y, dim = 0 : (tensor<4xf32>, tensor<5xf32>) -> tensor<9xf32>
                %1 = stablehlo.slice %0 [5:8] : (tensor<9xf32>) -> tensor<3xf32>
                %2 = stablehlo.pad %x, %p, low = [2], high = [1], interior = [0]
                  : (tensor<4xf32>, tensor<f32>) -> tensor<7xf32>
                %3 = stablehlo.slice %2 [2:6] : (tensor<7xf32>) -> tensor<4xf32>
                return %1, %3 : tensor<3xf32>, tensor<4xf32>""", """
                %1 = stablehlo.slice %y [1:4] : (tensor<5xf32>) -> tensor<3xf32>
                return %1, %x : tensor<3xf32>, tensor<4xf32>""");
        simplify.rewrite(
                "(%x: tensor<6x3xf32>, %y: tensor<0x3xf32>) -> tensor<6x3xf32>", """
                %0 = stablehlo.slice %x [0:2, 0:3] : (tensor<6x3xf32>) -> tensor<2x3xf32>
                %1 = stablehlo.slice %x [2:6, 0:3] : (tensor<6x3xf32>) -> tensor<4x3xf32>
                %2 = stablehlo.concatenate %0, %y, %1, dim = 0
                  : (tensor<2x3xf32>, tensor<0x3xf32>, tensor<4x3xf32>) -> tensor<6x3xf32>
                return %2 : tensor<6x3xf32>""", "return %x : tensor<6x3xf32>");
        simplify.rewrite("(%x: tensor<6xf32>, %p: tensor<f32>) -> tensor<3xf32>", """
                %0 = stablehlo.pad %x, %p, low = [-1], high = [-2], interior = [0]
                  : (tensor<6xf32>, tensor<f32>) -> tensor<3xf32>
                return %0 : tensor<3xf32>""", """
                %0 = stablehlo.slice %x [1:4] : (tensor<6xf32>) -> tensor<3xf32>
                return %0 : tensor<3xf32>""");
    }

    @Test
    void constantIndices() {
        simplify.rewrite("(%x: tensor<6x4xf32>, %i: tensor<i32>) -> (tensor<2x4xf32>, tensor<4xf32>)", """
                %c = stablehlo.constant dense<9> : tensor<i32>
                %0 = stablehlo.dynamic_slice %x, %c, %i, sizes = [2, 4]
                  : (tensor<6x4xf32>, tensor<i32>, tensor<i32>) -> tensor<2x4xf32>
                %d = stablehlo.constant dense<[3]> : tensor<1xi32>
                %1 = "stablehlo.gather"(%x, %d) <{dimension_numbers = #stablehlo.gather<offset_dims = [0],
                  collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 0>,
                  slice_sizes = array<i64: 1, 4>}> : (tensor<6x4xf32>, tensor<1xi32>) -> tensor<4xf32>
                return %0, %1 : tensor<2x4xf32>, tensor<4xf32>""", """
                %0 = stablehlo.slice %x [4:6, 0:4] : (tensor<6x4xf32>) -> tensor<2x4xf32>
                %1 = stablehlo.slice %x [3:4, 0:4] : (tensor<6x4xf32>) -> tensor<1x4xf32>
                %2 = stablehlo.reshape %1 : (tensor<1x4xf32>) -> tensor<4xf32>
                return %0, %2 : tensor<2x4xf32>, tensor<4xf32>""");
    }

    @Test
    void updates() {
        simplify.rewrite(
                "(%x: tensor<6xf32>, %y: tensor<6xf32>, %i: tensor<i32>) -> (tensor<6xf32>, tensor<6xf32>)",
                """
                %0 = stablehlo.dynamic_update_slice %x, %y, %i
                  : (tensor<6xf32>, tensor<6xf32>, tensor<i32>) -> tensor<6xf32>
                %1 = stablehlo.dynamic_slice %x, %i, sizes = [2] : (tensor<6xf32>, tensor<i32>) -> tensor<2xf32>
                %2 = stablehlo.dynamic_update_slice %x, %1, %i
                  : (tensor<6xf32>, tensor<2xf32>, tensor<i32>) -> tensor<6xf32>
                return %0, %2 : tensor<6xf32>, tensor<6xf32>""", "return %y, %x : tensor<6xf32>, tensor<6xf32>");
    }

    @Test
    void reductions() {
        simplify.rewrite("(%x: tensor<3x1xf32>) -> tensor<3xf32>", """
                %c = stablehlo.constant dense<0xFF800000> : tensor<f32>
                %0 = stablehlo.reduce(%x init: %c) applies stablehlo.maximum across dimensions = [1]
                  : (tensor<3x1xf32>, tensor<f32>) -> tensor<3xf32>
                return %0 : tensor<3xf32>""", """
                %1 = stablehlo.reshape %x : (tensor<3x1xf32>) -> tensor<3xf32>
                return %1 : tensor<3xf32>""");
        simplify.rewrite("(%x: tensor<3x5xf32>, %c: tensor<f32>) -> tensor<3xf32>", """
                %0 = stablehlo.transpose %x, dims = [1, 0] : (tensor<3x5xf32>) -> tensor<5x3xf32>
                %1 = stablehlo.reduce(%0 init: %c) applies stablehlo.add across dimensions = [0]
                  : (tensor<5x3xf32>, tensor<f32>) -> tensor<3xf32>
                return %1 : tensor<3xf32>""", """
                %1 = stablehlo.reduce(%x init: %c) applies stablehlo.add across dimensions = [1]
                  : (tensor<3x5xf32>, tensor<f32>) -> tensor<3xf32>
                return %1 : tensor<3xf32>""");
    }

    @Test
    void elementwiseOpsBeforeMoves() {
        simplify.rewrite("(%x: tensor<3xf32>, %y: tensor<3xf32>, %s: tensor<f32>) -> tensor<4x3xf32>", """
                %0 = stablehlo.broadcast_in_dim %x, dims = [1] : (tensor<3xf32>) -> tensor<4x3xf32>
                %1 = stablehlo.broadcast_in_dim %y, dims = [1] : (tensor<3xf32>) -> tensor<4x3xf32>
                %2 = stablehlo.broadcast_in_dim %s, dims = [] : (tensor<f32>) -> tensor<4x3xf32>
                %3 = stablehlo.multiply %0, %1 : tensor<4x3xf32>
                %4 = stablehlo.add %3, %2 : tensor<4x3xf32>
                return %4 : tensor<4x3xf32>""", """
                %0 = stablehlo.multiply %x, %y : tensor<3xf32>
                %1 = stablehlo.broadcast_in_dim %s, dims = [] : (tensor<f32>) -> tensor<3xf32>
                %2 = stablehlo.add %0, %1 : tensor<3xf32>
                %3 = stablehlo.broadcast_in_dim %2, dims = [1] : (tensor<3xf32>) -> tensor<4x3xf32>
                return %3 : tensor<4x3xf32>""");
        simplify.rewrite("(%x: tensor<3x4xf32>) -> tensor<12xf32>", """
                %c = stablehlo.constant dense<2.0> : tensor<12xf32>
                %0 = stablehlo.reshape %x : (tensor<3x4xf32>) -> tensor<12xf32>
                %1 = stablehlo.negate %0 : tensor<12xf32>
                %2 = stablehlo.multiply %1, %c : tensor<12xf32>
                return %2 : tensor<12xf32>""", """
                %0 = stablehlo.negate %x : tensor<3x4xf32>
                %c = stablehlo.constant dense<2.0> : tensor<3x4xf32>
                %1 = stablehlo.multiply %0, %c : tensor<3x4xf32>
                %2 = stablehlo.reshape %1 : (tensor<3x4xf32>) -> tensor<12xf32>
                return %2 : tensor<12xf32>""");
    }

    @Test
    void products() {
        simplify.rewrite("(%x: tensor<3x4xf32>, %y: tensor<5x4xf32>) -> tensor<3x5xf32>", """
                %0 = stablehlo.transpose %y, dims = [1, 0] : (tensor<5x4xf32>) -> tensor<4x5xf32>
                %1 = stablehlo.dot %x, %0 : (tensor<3x4xf32>, tensor<4x5xf32>) -> tensor<3x5xf32>
                return %1 : tensor<3x5xf32>""", """
                %1 = stablehlo.dot_general %x, %y, contracting_dims = [1] x [1]
                  : (tensor<3x4xf32>, tensor<5x4xf32>) -> tensor<3x5xf32>
                return %1 : tensor<3x5xf32>""");
        simplify.rewrite("(%x: tensor<4x3xf32>, %y: tensor<4x5xf32>) -> tensor<5x3xf32>", """
                %0 = stablehlo.dot_general %x, %y, contracting_dims = [0] x [0]
                  : (tensor<4x3xf32>, tensor<4x5xf32>) -> tensor<3x5xf32>
                %1 = stablehlo.transpose %0, dims = [1, 0] : (tensor<3x5xf32>) -> tensor<5x3xf32>
                return %1 : tensor<5x3xf32>""", """
                %1 = stablehlo.dot_general %y, %x, contracting_dims = [0] x [0]
                  : (tensor<4x5xf32>, tensor<4x3xf32>) -> tensor<5x3xf32>
                return %1 : tensor<5x3xf32>""");
    }

    @Test
    void convolutions() {
        simplify.rewrite("(%x: tensor<2x3x8x8xf32>, %k: tensor<5x3x3x3xf32>) -> tensor<2x6x6x5xf32>", """
                %0 = stablehlo.transpose %x, dims = [0, 2, 3, 1] : (tensor<2x3x8x8xf32>) -> tensor<2x8x8x3xf32>
                %1 = stablehlo.convolution(%0, %k) dim_numbers = [b, 0, 1, f]x[o, i, 0, 1]->[b, f, 0, 1], window = {}
                  {batch_group_count = 1 : i64, feature_group_count = 1 : i64}
                  : (tensor<2x8x8x3xf32>, tensor<5x3x3x3xf32>) -> tensor<2x5x6x6xf32>
                %2 = stablehlo.transpose %1, dims = [0, 2, 3, 1] : (tensor<2x5x6x6xf32>) -> tensor<2x6x6x5xf32>
                return %2 : tensor<2x6x6x5xf32>""", """
                %1 = stablehlo.convolution(%x, %k) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, 0, 1, f], window = {}
                  {batch_group_count = 1 : i64, feature_group_count = 1 : i64}
                  : (tensor<2x3x8x8xf32>, tensor<5x3x3x3xf32>) -> tensor<2x6x6x5xf32>
                return %1 : tensor<2x6x6x5xf32>""");
        simplify.rewrite("(%x: tensor<2x8x8x3xf32>, %k: tensor<1x1x3x5xf32>) -> tensor<2x8x8x5xf32>", """
                %1 = stablehlo.convolution(%x, %k) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {}
                  {batch_group_count = 1 : i64, feature_group_count = 1 : i64}
                  : (tensor<2x8x8x3xf32>, tensor<1x1x3x5xf32>) -> tensor<2x8x8x5xf32>
                return %1 : tensor<2x8x8x5xf32>""", """
                %0 = stablehlo.reshape %k : (tensor<1x1x3x5xf32>) -> tensor<3x5xf32>
                %1 = stablehlo.dot_general %x, %0, contracting_dims = [3] x [0]
                  : (tensor<2x8x8x3xf32>, tensor<3x5xf32>) -> tensor<2x8x8x5xf32>
                return %1 : tensor<2x8x8x5xf32>""");
    }
}
