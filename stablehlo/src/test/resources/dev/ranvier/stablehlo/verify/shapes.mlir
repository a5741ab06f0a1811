// ----- stablehlo.constant
func.func @main() {
  %r = "stablehlo.constant"() {value = dense<[1.0, 2.0]> : tensor<2xf32>} : () -> tensor<2xf32>
  func.return
}
// C1: -> tensor<2xf32> => -> tensor<3xf32>

// ----- stablehlo.iota
func.func @main() {
  %r = "stablehlo.iota"() {iota_dimension = 1 : i64} : () -> tensor<2x3xf32>
  func.return
}
// C1: iota_dimension = 1 => iota_dimension = 2
// C1: f32 => i1
// C1: 2x3x => 2x?x

// ----- stablehlo.broadcast
func.func @main(%x: tensor<3xf32>) {
  %r = "stablehlo.broadcast"(%x) {broadcast_sizes = array<i64: 1, 2>} : (tensor<3xf32>) -> tensor<1x2x3xf32>
  func.return
}
// C1: tensor<1x2x3xf32> => tensor<2x2x3xf32>
// C1: tensor<1x2x3xf32> => tensor<1x2x3xf64>
// I2: array<i64: 1, 2> => array<i64: 1, -2>

// ----- stablehlo.broadcast_in_dim
func.func @main(%x: tensor<1x3xf32>) {
  %r = "stablehlo.broadcast_in_dim"(%x) {broadcast_dimensions = array<i64: 0, 2>} : (tensor<1x3xf32>) -> tensor<5x2x3xf32>
  func.return
}
// C1: tensor<5x2x3xf32> => tensor<5x2x3xf64>
// C2: array<i64: 0, 2> => array<i64: 0>
// C3: array<i64: 0, 2> => array<i64: 0, 3>
// C4: array<i64: 0, 2> => array<i64: 2, 2>
// C5: tensor<5x2x3xf32> => tensor<5x2x4xf32>
// C5: tensor<5x2x3xf32> => tensor<5x?x3xf32>

// ----- stablehlo.broadcast_in_dim
func.func @main(%x: tensor<1x3x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>>) {
  %r = "stablehlo.broadcast_in_dim"(%x) {broadcast_dimensions = array<i64: 0, 2>} : (tensor<1x3x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>>) -> tensor<3x2x3x!quant.uniform<i8:f32:2, {1.0, 2.0, 3.0}>>
  func.return
}
// C6: !quant.uniform<i8:f32:2 => !quant.uniform<i8:f32:0

// ----- stablehlo.reshape
func.func @main(%x: tensor<2x3xf32>) {
  %r = "stablehlo.reshape"(%x) : (tensor<2x3xf32>) -> tensor<6xf32>
  func.return
}
// C1: tensor<6xf32> => tensor<6xi32>
// C2: tensor<6xf32> => tensor<5xf32>
// C2: tensor<6xf32> => tensor<?xf32>

// ----- stablehlo.reshape
func.func @main(%x: tensor<2x3x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>>) {
  %r = "stablehlo.reshape"(%x) : (tensor<2x3x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>>) -> tensor<2x3x1x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>>
  func.return
}
// C1: -> tensor<2x3x1x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>> => -> tensor<2x3x1x!quant.uniform<i8:f32:1, {1.0, 2.0, 4.0}>>
// C3: -> tensor<2x3x1x! => -> tensor<1x3x2x!

// ----- stablehlo.transpose
func.func @main(%x: tensor<2x3x5xf32>) {
  %r = "stablehlo.transpose"(%x) {permutation = array<i64: 2, 0, 1>} : (tensor<2x3x5xf32>) -> tensor<5x2x3xf32>
  func.return
}
// C2: array<i64: 2, 0, 1> => array<i64: 2, 0>
// C2: array<i64: 2, 0, 1> => array<i64: 2, 0, 3>
// C2: array<i64: 2, 0, 1> => array<i64: 2, 0, 2>
// C3: tensor<5x2x3xf32> => tensor<5x3x2xf32>
// C3: tensor<5x2x3xf32> => tensor<5x2x3xi32>

// ----- stablehlo.transpose
func.func @main(%x: tensor<2x3x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>>) {
  %r = "stablehlo.transpose"(%x) {permutation = array<i64: 1, 0>} : (tensor<2x3x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0}>>) -> tensor<3x2x!quant.uniform<i8:f32:0, {1.0, 2.0, 3.0}>>
  func.return
}
// C4: tensor<3x2x!quant.uniform<i8:f32:0, {1.0, 2.0, 3.0}>> => tensor<3x2x!quant.uniform<i8:f32:1, {1.0, 2.0}>>

// ----- stablehlo.reverse
func.func @main(%x: tensor<2x3xf32>) {
  %r = "stablehlo.reverse"(%x) {dimensions = array<i64: 1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: -> tensor<2x3xf32> => -> tensor<2x4xf32>
// C2: array<i64: 1> => array<i64: 1, 1>
// C3: array<i64: 1> => array<i64: 2>

// ----- stablehlo.concatenate
func.func @main(%x: tensor<2x3xf32>, %y: tensor<2x?xf32>) {
  %r = "stablehlo.concatenate"(%x, %y) {dimension = 1 : i64} : (tensor<2x3xf32>, tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// C1: tensor<2x3xf32> => tensor<2x3xf64>
// C2: tensor<2x3xf32> => tensor<3x3xf32>
// C4: dimension = 1 => dimension = 2
// C5: -> tensor<2x?xf32> => -> tensor<2x?xf64>
// C6: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.slice
func.func @main(%x: tensor<5x7xf32>) {
  %r = "stablehlo.slice"(%x) {start_indices = array<i64: 1, 0>, limit_indices = array<i64: 4, 7>, strides = array<i64: 2, 3>} : (tensor<5x7xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<2x3xf32> => tensor<2x3xf64>
// C2: start_indices = array<i64: 1, 0> => start_indices = array<i64: 1>
// C3: start_indices = array<i64: 1, 0> => start_indices = array<i64: -1, 0>
// C3: start_indices = array<i64: 1, 0> => start_indices = array<i64: 5, 0>
// C3: limit_indices = array<i64: 4, 7> => limit_indices = array<i64: 4, 8>
// C4: strides = array<i64: 2, 3> => strides = array<i64: 2, 0>
// C5: tensor<2x3xf32> => tensor<2x4xf32>

// ----- stablehlo.pad
func.func @main(%x: tensor<3x5xf32>, %v: tensor<f32>) {
  %r = "stablehlo.pad"(%x, %v) {edge_padding_low = array<i64: 1, -2>, edge_padding_high = array<i64: 0, 3>, interior_padding = array<i64: 2, 0>} : (tensor<3x5xf32>, tensor<f32>) -> tensor<8x6xf32>
  func.return
}
// C1: tensor<f32> => tensor<f64>
// C2: edge_padding_low = array<i64: 1, -2> => edge_padding_low = array<i64: 1>
// C3: interior_padding = array<i64: 2, 0> => interior_padding = array<i64: 2, -1>
// C4: tensor<8x6xf32> => tensor<8x5xf32>
// C4: edge_padding_low = array<i64: 1, -2> => edge_padding_low = array<i64: 1, -9>
// I2: tensor<f32> => tensor<1xf32>
