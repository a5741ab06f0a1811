// ----- stablehlo.dynamic_broadcast_in_dim
func.func @main(%x: tensor<1x?xf32>, %s: tensor<3xi64>) {
  %r = "stablehlo.dynamic_broadcast_in_dim"(%x, %s) {broadcast_dimensions = array<i64: 0, 2>, known_expanding_dimensions = array<i64: 0>,
      known_nonexpanding_dimensions = array<i64: 1>} : (tensor<1x?xf32>, tensor<3xi64>) -> tensor<?x2x?xf32>
  func.return
}
// C1: tensor<?x2x?xf32> => tensor<?x2x?xf64>
// C2: array<i64: 0, 2> => array<i64: 0>
// C3: array<i64: 0, 2> => array<i64: 0, 3>
// C4: array<i64: 0, 2> => array<i64: 2, 2>
// C5: tensor<1x?xf32> => tensor<4x5xf32> ; tensor<?x2x?xf32> => tensor<3x2x5xf32>
// C7: tensor<3xi64> => tensor<2xi64>
// C8: known_nonexpanding_dimensions = array<i64: 1> => known_nonexpanding_dimensions = array<i64: 0>
// C9: known_expanding_dimensions = array<i64: 0> => known_expanding_dimensions = array<i64: 2>
// C10: known_nonexpanding_dimensions = array<i64: 1> => known_nonexpanding_dimensions = array<i64: -1>
// I2: tensor<3xi64> => tensor<?xi64>

// ----- stablehlo.dynamic_conv
func.func @main(%x: tensor<4x7x9x6xf32>, %k: tensor<3x2x3x8xf32>) {
  %p = "stablehlo.constant"() {value = dense<[[1, 1], [0, 2]]> : tensor<2x2xi64>} : () -> tensor<2x2xi64>
  %r = "stablehlo.dynamic_conv"(%x, %k, %p) {window_strides = array<i64: 2, 3>, lhs_dilation = array<i64: 1, 2>,
      rhs_dilation = array<i64: 1, 4>, dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>,
      feature_group_count = 2 : i64, batch_group_count = 1 : i64} : (tensor<4x7x9x6xf32>, tensor<3x2x3x8xf32>, tensor<2x2xi64>) -> tensor<4x4x?x8xf32>
  func.return
}
// C1: tensor<3x2x3x8xf32> => tensor<3x2x3x8x1xf32>
// C4: dense<[[1, 1], [0, 2]]> => dense<1> ; tensor<2x2xi64> => tensor<1x2xi64>
// C11: tensor<4x7x9x6xf32> => tensor<4x7x9x5xf32>
// C25: tensor<4x4x?x8xf32> => tensor<4x5x?x8xf32>
// C27: tensor<3x2x3x8xf32> => tensor<3x2x3x8xf64>

// ----- stablehlo.dynamic_gather
func.func @main(%x: tensor<3x4x2xf32>, %i: tensor<2x5x2xi64>, %s: tensor<3xi64>) {
  %r = "stablehlo.dynamic_gather"(%x, %i, %s) {dimension_numbers = #stablehlo.gather<offset_dims = [2, 3], collapsed_slice_dims = [0],
      start_index_map = [1, 0], index_vector_dim = 2>} : (tensor<3x4x2xf32>, tensor<2x5x2xi64>, tensor<3xi64>) -> tensor<2x5x?x2xf32>
  func.return
}
// C1: offset_dims = [2, 3] => offset_dims = [2]
// C3: start_index_map = [1, 0] => start_index_map = [1]
// C7: collapsed_slice_dims = [0] => collapsed_slice_dims = [1, 0] ; offset_dims = [2, 3] => offset_dims = [2]
// C20: tensor<3xi64> => tensor<2xi64>
// C22: tensor<2x5x?x2xf32> => tensor<2x6x?x2xf32>
// C23: tensor<2x5x?x2xf32> => tensor<2x5x?x2xf64>
// I9: tensor<3xi64> => tensor<?xi64>

// ----- stablehlo.dynamic_iota
func.func @main() {
  %s = "stablehlo.constant"() {value = dense<[2, 3]> : tensor<2xi64>} : () -> tensor<2xi64>
  %r = "stablehlo.dynamic_iota"(%s) {iota_dimension = 1 : i64} : (tensor<2xi64>) -> tensor<?x3xf32>
  func.return
}
// C1: iota_dimension = 1 => iota_dimension = 2
// C2: dense<[2, 3]> => dense<[2, 4]>

// ----- stablehlo.dynamic_pad
func.func @main(%x: tensor<3x?xf32>, %v: tensor<f32>, %s: tensor<2xi64>) {
  %r = "stablehlo.dynamic_pad"(%x, %v, %s, %s, %s) : (tensor<3x?xf32>, tensor<f32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x8xf32>
  func.return
}
// C1: tensor<f32> => tensor<f64>
// C2: tensor<2xi64> => tensor<3xi64>
// C4: tensor<?x8xf32> => tensor<?xf32>

// ----- stablehlo.dynamic_reshape
func.func @main(%x: tensor<2x3xf32>, %s: tensor<2xi64>) {
  %r = "stablehlo.dynamic_reshape"(%x, %s) : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<?x2xf32>
  func.return
}
// C1: tensor<?x2xf32> => tensor<?x2xf64>
// C2: tensor<?x2xf32> => tensor<5x2xf32>
// C4: tensor<2xi64> => tensor<3xi64>

// ----- stablehlo.real_dynamic_slice
func.func @main(%x: tensor<2x3xf32>, %s: tensor<2xi64>) {
  %r = "stablehlo.real_dynamic_slice"(%x, %s, %s, %s) : (tensor<2x3xf32>, tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> tensor<?x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>
// C2: tensor<2xi64> => tensor<3xi64>
// C5: tensor<?x3xf32> => tensor<?xf32>

// ----- stablehlo.get_dimension_size
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.get_dimension_size"(%x) {dimension = 1 : i64} : (tensor<2x?xf32>) -> tensor<i32>
  func.return
}
// C1: dimension = 1 => dimension = 2
// C1: tensor<i32> => tensor<i64>

// ----- stablehlo.set_dimension_size
func.func @main(%x: tensor<2x3xf32>, %s: tensor<i32>) {
  %r = "stablehlo.set_dimension_size"(%x, %s) {dimension = 1 : i64} : (tensor<2x3xf32>, tensor<i32>) -> tensor<2x?xf32, #stablehlo.bounds<?, 3>>
  func.return
}
// C1: dimension = 1 => dimension = 2
// I2: tensor<i32> => tensor<i64>
