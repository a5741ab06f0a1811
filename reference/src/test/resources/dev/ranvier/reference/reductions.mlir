// Ops that combine many elements into few, and sort.
// Each function returns what its ops give, and then what XLA gives on CPU (jaxlib 0.10.2).

func.func @reduce_outer_and_inner() -> (tensor<4xi32>, tensor<4xi32>) {
    %a = stablehlo.constant dense<[[[4, -1, -8, 0, -1], [7, 3, -3, -8, 2], [-4, 3, 7, -3, 8], [0, 1, 5, 5, 8]], [[9, -7, -2, 8, -4], [-9, 1, 5, 5, 6], [3, -7, 7, -2, 7], [6, 9, -9, 7, 2]], [[0, 6, 9, 0, -8], [4, -5, -5, -6, -6], [8, -3, -7, -6, -2], [-3, -4, 9, 7, 1]]]> : tensor<3x4x5xi32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.reduce(%a init: %c) applies stablehlo.add across dimensions = [0, 2] : (tensor<3x4x5xi32>, tensor<i32>) -> tensor<4xi32>
    %expected0 = stablehlo.constant dense<[5, -9, 9, 44]> : tensor<4xi32>
    return %0, %expected0 : tensor<4xi32>, tensor<4xi32>
}

func.func @reduce_of_nothing() -> (tensor<3xi32>, tensor<3xi32>) {
    %a = stablehlo.constant dense<> : tensor<3x0xi32>
    %c = stablehlo.constant dense<7> : tensor<i32>
    %0 = stablehlo.reduce(%a init: %c) applies stablehlo.maximum across dimensions = [1] : (tensor<3x0xi32>, tensor<i32>) -> tensor<3xi32>
    %expected0 = stablehlo.constant dense<[7, 7, 7]> : tensor<3xi32>
    return %0, %expected0 : tensor<3xi32>, tensor<3xi32>
}

func.func @reduce_pairs() -> (tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<4xi32>) {
    %a = stablehlo.constant dense<[[9.0, -3.0, -7.0, -4.0, -8.0, 9.0], [-5.0, -1.0, -6.0, 9.0, -6.0, 0.0], [9.0, 0.0, 8.0, 8.0, 5.0, 5.0], [1.0, 2.0, 6.0, -1.0, 8.0, 7.0]]> : tensor<4x6xf32>
    %b = stablehlo.constant dense<[[-2, -2, 4, 8, -8, -8], [-5, -1, -6, 0, 1, 9], [5, -5, 5, 6, 3, 3], [-4, 4, -7, 2, 8, 9]]> : tensor<4x6xi32>
    %c = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %d = stablehlo.constant dense<0> : tensor<i32>
    %0:2 = stablehlo.reduce(%a init: %c), (%b init: %d) across dimensions = [1] : (tensor<4x6xf32>, tensor<4x6xi32>, tensor<f32>, tensor<i32>) -> (tensor<4xf32>, tensor<4xi32>)
     reducer(%p: tensor<f32>, %q: tensor<f32>) (%r: tensor<i32>, %s: tensor<i32>) {
      %1 = stablehlo.compare GE, %p, %q : (tensor<f32>, tensor<f32>) -> tensor<i1>
      %2 = stablehlo.select %1, %p, %q : tensor<i1>, tensor<f32>
      %3 = stablehlo.select %1, %r, %s : tensor<i1>, tensor<i32>
      stablehlo.return %2, %3 : tensor<f32>, tensor<i32>
    }
    %expected0 = stablehlo.constant dense<[9.0, 9.0, 9.0, 8.0]> : tensor<4xf32>
    %expected1 = stablehlo.constant dense<[-2, 0, 5, 8]> : tensor<4xi32>
    return %0#0, %0#1, %expected0, %expected1 : tensor<4xf32>, tensor<4xi32>, tensor<4xf32>, tensor<4xi32>
}

func.func @reduce_window_dilated_and_padded() -> (tensor<5x5xi32>, tensor<5x5xi32>) {
    %a = stablehlo.constant dense<[[-4, -3, 2, -2, 4, -6], [-6, -9, -1, -5, -4, 8], [6, 6, 2, -7, 5, 2], [8, 0, -6, 2, -1, 3], [-2, -4, -7, 9, 5, -1]]> : tensor<5x6xi32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = "stablehlo.reduce_window"(%a, %c) ({
    ^bb0(%x: tensor<i32>, %y: tensor<i32>):
      %s = stablehlo.add %x, %y : tensor<i32>
      stablehlo.return %s : tensor<i32>
    }) {window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 2, 1>, base_dilations = array<i64: 2, 1>, window_dilations = array<i64: 3, 2>, padding = dense<[[2, 1], [0, 3]]> : tensor<2x2xi64>} : (tensor<5x6xi32>, tensor<i32>) -> tensor<5x5xi32>
    %expected0 = stablehlo.constant dense<[[0, 0, 0, 0, 0], [2, -11, 6, -8, 4], [-11, -6, -5, 3, -4], [13, 1, 7, -5, 5], [1, 5, -7, 5, -1]]> : tensor<5x5xi32>
    return %0, %expected0 : tensor<5x5xi32>, tensor<5x5xi32>
}

func.func @reduce_window_of_negative_padding() -> (tensor<4xi32>, tensor<4xi32>) {
    %a = stablehlo.constant dense<[-5, 2, -2, 3, -8, -6, 4, -8]> : tensor<8xi32>
    %c = stablehlo.constant dense<-100> : tensor<i32>
    %0 = "stablehlo.reduce_window"(%a, %c) ({
    ^bb0(%x: tensor<i32>, %y: tensor<i32>):
      %s = stablehlo.maximum %x, %y : tensor<i32>
      stablehlo.return %s : tensor<i32>
    }) {window_dimensions = array<i64: 3>, window_strides = array<i64: 2>, padding = dense<[[-1, 2]]> : tensor<1x2xi64>} : (tensor<8xi32>, tensor<i32>) -> tensor<4xi32>
    %expected0 = stablehlo.constant dense<[3, 3, 4, -8]> : tensor<4xi32>
    return %0, %expected0 : tensor<4xi32>, tensor<4xi32>
}

func.func @select_and_scatter_padded() -> (tensor<5x6xf32>, tensor<5x6xf32>) {
    %a = stablehlo.constant dense<[[3.0, -2.0, -9.0, 5.0, 4.0, 6.0], [8.0, 4.0, 6.0, -7.0, 8.0, 8.0], [4.0, 6.0, 5.0, 7.0, 7.0, 0.0], [6.0, 8.0, -4.0, -9.0, -6.0, -9.0], [-1.0, -9.0, -5.0, -5.0, 4.0, -5.0]]> : tensor<5x6xf32>
    %u = stablehlo.constant dense<[[9.0, -6.0, 9.0], [1.0, -5.0, -9.0], [-4.0, 2.0, -7.0]]> : tensor<3x3xf32>
    %c = stablehlo.constant dense<0.0> : tensor<f32>
    %0 = "stablehlo.select_and_scatter"(%a, %u, %c) ({
    ^bb0(%x: tensor<f32>, %y: tensor<f32>):
      %s = stablehlo.compare GE, %x, %y : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %s : tensor<i1>
    }, {
    ^bb0(%x: tensor<f32>, %y: tensor<f32>):
      %s = stablehlo.add %x, %y : tensor<f32>
      stablehlo.return %s : tensor<f32>
    }) {window_dimensions = array<i64: 3, 2>, window_strides = array<i64: 2, 2>, padding = dense<[[1, 1], [0, 0]]> : tensor<2x2xi64>} : (tensor<5x6xf32>, tensor<3x3xf32>, tensor<f32>) -> tensor<5x6xf32>
    %expected0 = stablehlo.constant dense<[[0.0, 0.0, 0.0, 0.0, 0.0, 0.0], [10.0, 0.0, -6.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, -5.0, 0.0, 0.0], [0.0, -4.0, 2.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, -7.0, 0.0]]> : tensor<5x6xf32>
    return %0, %expected0 : tensor<5x6xf32>, tensor<5x6xf32>
}

func.func @sort_keys_and_values() -> (tensor<4x7xi32>, tensor<4x7xi32>, tensor<4x7xi32>, tensor<4x7xi32>) {
    %a = stablehlo.constant dense<[[0, 0, 2, 0, 0, 1, 1], [2, 3, 3, 2, 2, 3, 1], [2, 0, 2, 0, 0, 3, 2], [1, 0, 0, 3, 1, 3, 3]]> : tensor<4x7xi32>
    %b = stablehlo.constant dense<[[7, -9, -9, 1, -3, 6, -3], [-7, -7, -4, 2, -7, 6, -4], [-4, 3, 7, -1, 6, -4, -7], [6, 5, 5, 7, 0, -6, 2]]> : tensor<4x7xi32>
    %0:2 = "stablehlo.sort"(%a, %b) ({
    ^bb0(%p: tensor<i32>, %q: tensor<i32>, %r: tensor<i32>, %s: tensor<i32>):
      %1 = stablehlo.compare LT, %p, %q : (tensor<i32>, tensor<i32>) -> tensor<i1>
      stablehlo.return %1 : tensor<i1>
    }) {dimension = 1 : i64, is_stable = true} : (tensor<4x7xi32>, tensor<4x7xi32>) -> (tensor<4x7xi32>, tensor<4x7xi32>)
    %expected0 = stablehlo.constant dense<[[0, 0, 0, 0, 1, 1, 2], [1, 2, 2, 2, 3, 3, 3], [0, 0, 0, 2, 2, 2, 3], [0, 0, 1, 1, 3, 3, 3]]> : tensor<4x7xi32>
    %expected1 = stablehlo.constant dense<[[7, -9, 1, -3, 6, -3, -9], [-4, -7, 2, -7, -7, -4, 6], [3, -1, 6, -4, 7, -7, -4], [5, 5, 6, 0, 7, -6, 2]]> : tensor<4x7xi32>
    return %0#0, %0#1, %expected0, %expected1 : tensor<4x7xi32>, tensor<4x7xi32>, tensor<4x7xi32>, tensor<4x7xi32>
}

func.func @sort_columns_of_floats_in_total_order() -> (tensor<4x2xf32>, tensor<4x2xf32>) {
    %a = stablehlo.constant dense<[[0.0, 1.0], [-0.0, 0x7FC00000], [0x7FC00000, 0xFF800000], [-3.0, 0x7F800000]]> : tensor<4x2xf32>
    %0 = "stablehlo.sort"(%a) ({
    ^bb0(%p: tensor<f32>, %q: tensor<f32>):
      %1 = stablehlo.compare LT, %p, %q, TOTALORDER : (tensor<f32>, tensor<f32>) -> tensor<i1>
      stablehlo.return %1 : tensor<i1>
    }) {dimension = 0 : i64} : (tensor<4x2xf32>) -> tensor<4x2xf32>
    %expected0 = stablehlo.constant dense<[[-3.0, 0xFF800000], [-0.0, 1.0], [0.0, 0x7F800000], [0x7FC00000, 0x7FC00000]]> : tensor<4x2xf32>
    return %0, %expected0 : tensor<4x2xf32>, tensor<4x2xf32>
}

func.func @map_with_two_inputs() -> (tensor<2x3xi32>, tensor<2x3xi32>) {
    %a = stablehlo.constant dense<[[1, -2, 3], [-4, 2, 6]]> : tensor<2x3xi32>
    %b = stablehlo.constant dense<[[-8, -1, 3], [-9, 3, 8]]> : tensor<2x3xi32>
    %0 = "stablehlo.map"(%a, %b) ({
    ^bb0(%p: tensor<i32>, %q: tensor<i32>):
      %1 = stablehlo.multiply %p, %q : tensor<i32>
      %2 = stablehlo.subtract %1, %q : tensor<i32>
      stablehlo.return %2 : tensor<i32>
    }) {dimensions = array<i64: 0, 1>} : (tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3xi32>
    %expected0 = stablehlo.constant dense<[[0, 3, 6], [45, 3, 40]]> : tensor<2x3xi32>
    return %0, %expected0 : tensor<2x3xi32>, tensor<2x3xi32>
}
