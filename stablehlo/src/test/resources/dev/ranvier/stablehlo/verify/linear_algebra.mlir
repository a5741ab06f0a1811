// ----- stablehlo.dot
func.func @main(%x: tensor<2x3xf32>, %y: tensor<3x5xf32>) {
  %r = "stablehlo.dot"(%x, %y) {precision_config = [#stablehlo<precision HIGH>, #stablehlo<precision HIGHEST>]}
    : (tensor<2x3xf32>, tensor<3x5xf32>) -> tensor<2x5xf32>
  func.return
}
// C1: tensor<2x3xf32> => tensor<1x2x3xf32>
// C10: tensor<2x3xf32> => tensor<2x4xf32>
// C11: #stablehlo<precision HIGH>, => #stablehlo<precision HIGH>, #stablehlo<precision HIGH>,
// C12: tensor<2x5xf32> => tensor<2x4xf32>

// ----- stablehlo.dot_general
func.func @main(%x: tensor<7x2x3xf8E4M3FN>, %y: tensor<?x5x3xf8E5M2>) {
  %r = "stablehlo.dot_general"(%x, %y) {
      dot_dimension_numbers = #stablehlo.dot<lhs_batching_dimensions = [0], rhs_batching_dimensions = [0],
        lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [2]>,
      precision_config = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>],
      algorithm = #stablehlo.dot_algorithm<lhs_precision_type = f8E4M3FN, rhs_precision_type = f8E5M2,
        accumulation_type = f32, lhs_component_count = 1, rhs_component_count = 1, num_primitive_operations = 1,
        allow_imprecise_accumulation = true>}
    : (tensor<7x2x3xf8E4M3FN>, tensor<?x5x3xf8E5M2>) -> tensor<7x2x5xf32>
  func.return
}
// C1: rhs_batching_dimensions = [0] => rhs_batching_dimensions = []
// C2: rhs_contracting_dimensions = [2] => rhs_contracting_dimensions = []
// C3: lhs_contracting_dimensions = [2] => lhs_contracting_dimensions = [0]
// C4: rhs_contracting_dimensions = [2] => rhs_contracting_dimensions = [0]
// C5: lhs_batching_dimensions = [0] => lhs_batching_dimensions = [3]
// C6: lhs_contracting_dimensions = [2] => lhs_contracting_dimensions = [3]
// C7: rhs_batching_dimensions = [0] => rhs_batching_dimensions = [-1]
// C8: rhs_contracting_dimensions = [2] => rhs_contracting_dimensions = [3]
// C9: tensor<?x5x3xf8E5M2> => tensor<8x5x3xf8E5M2>
// C10: tensor<?x5x3xf8E5M2> => tensor<?x5x4xf8E5M2>
// C11: = [#stablehlo<precision DEFAULT>, => = [#stablehlo<precision DEFAULT>, #stablehlo<precision DEFAULT>,
// C12: tensor<7x2x5xf32> => tensor<8x2x5xf32>
// C21: = [#stablehlo<precision DEFAULT>, => = [#stablehlo<precision HIGH>,
// C22: lhs_component_count = 1 => lhs_component_count = 0
// C23: rhs_component_count = 1 => rhs_component_count = 0
// C24: num_primitive_operations = 1 => num_primitive_operations = 0
// I8: num_primitive_operations = 1 => num_primitive_operations = 2
// I8: accumulation_type = f32 => accumulation_type = f64

// ----- stablehlo.dot_general
func.func @main(%x: tensor<2x3x!quant.uniform<i8:f32, 0.5:3>>, %y: tensor<3x5x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0, 4.0, 5.0}>>) {
  %r = "stablehlo.dot_general"(%x, %y) {dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>}
    : (tensor<2x3x!quant.uniform<i8:f32, 0.5:3>>, tensor<3x5x!quant.uniform<i8:f32:1, {1.0, 2.0, 3.0, 4.0, 5.0}>>) -> tensor<2x5x!quant.uniform<i32:f32:1, {1.0, 2.0, 3.0, 4.0, 5.0}>>
  func.return
}
// C14: !quant.uniform<i8:f32:1, {1.0, 2.0, 3.0, 4.0, 5.0}> => f32
// C14: !quant.uniform<i8:f32, 0.5:3> => f32
// C15: {1.0, 2.0, 3.0, 4.0, 5.0}>>) => {1.0, 2.0, 3.0, 4.0, 5.0:1}>>)
// C16: !quant.uniform<i8:f32:1, {1.0, 2.0, 3.0, 4.0, 5.0}> => !quant.uniform<i8:f32:0, {1.0, 2.0, 3.0}>
// C17: !quant.uniform<i8:f32, 0.5:3> => !quant.uniform<i4:f32, 0.5:3>
// C18: !quant.uniform<i32:f32:1 => !quant.uniform<i32:f64:1
// C19: !quant.uniform<i8:f32:1, {1.0, 2.0, 3.0, 4.0, 5.0}> => !quant.uniform<i8:f32, 1.0>

// ----- stablehlo.dot_general
// Only the weights are quantized.
func.func @main(%x: tensor<2x3xf32>, %y: tensor<3x5x!quant.uniform<i8:f32, 0.5>>) {
  %r = "stablehlo.dot_general"(%x, %y) {dot_dimension_numbers = #stablehlo.dot<lhs_contracting_dimensions = [1], rhs_contracting_dimensions = [0]>}
    : (tensor<2x3xf32>, tensor<3x5x!quant.uniform<i8:f32, 0.5>>) -> tensor<2x5xf32>
  func.return
}
// C20: tensor<2x3xf32> => tensor<2x3xf64>

// ----- stablehlo.einsum
func.func @main(%x: tensor<2x3xf32>, %y: tensor<3x5xf32>) {
  %r = "stablehlo.einsum"(%x, %y) {einsum_config = "ij,jk->ik"} : (tensor<2x3xf32>, tensor<3x5xf32>) -> tensor<2x5xf32>
  func.return
}
// I1: tensor<2x3xf32> => tensor<2x3x!quant.uniform<i8:f32:0, {1.0, 2.0}>>

// ----- stablehlo.unary_einsum
func.func @main(%x: tensor<2x3xf32>) {
  %r = "stablehlo.unary_einsum"(%x) {einsum_config = "ij->i"} : (tensor<2x3xf32>) -> tensor<2xf32>
  func.return
}
// I1: tensor<2x3xf32> => tensor<2x3x!quant.uniform<i8:f32:0, {1.0, 2.0}>>

// ----- stablehlo.cholesky
func.func @main(%a: tensor<5x?x3xcomplex<f32>>) {
  %r = "stablehlo.cholesky"(%a) {lower = true} : (tensor<5x?x3xcomplex<f32>>) -> tensor<5x3x3xcomplex<f32>>
  func.return
}
// C1: tensor<5x3x3xcomplex<f32>> => tensor<6x3x3xcomplex<f32>>
// C2: tensor<5x?x3xcomplex<f32>> => tensor<5xcomplex<f32>>
// C3: tensor<5x?x3xcomplex<f32>> => tensor<5x4x3xcomplex<f32>>
// I1: complex<f32> => i32

// ----- stablehlo.triangular_solve
func.func @main(%a: tensor<5x3x3xf32>, %b: tensor<5x3x7xf32>) {
  %r = "stablehlo.triangular_solve"(%a, %b) {left_side = true, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose ADJOINT>}
    : (tensor<5x3x3xf32>, tensor<5x3x7xf32>) -> tensor<5x3x7xf32>
  func.return
}
// C1: tensor<5x3x3xf32> => tensor<5x3x3xf64>
// C2: tensor<5x3x3xf32> => tensor<3x3xf32>
// C3: tensor<5x3x3xf32> => tensor<5x4x3xf32>
// C3: tensor<5x3x3xf32> => tensor<5x4x4xf32>
// C3: tensor<5x3x3xf32> => tensor<6x3x3xf32>
// C3: left_side = true => left_side = false
// C4: -> tensor<5x3x7xf32> => -> tensor<5x3x8xf32>
// I1: f32 => i32
// I6: transpose ADJOINT => transpose TRANSPOSE_INVALID

// ----- stablehlo.fft
func.func @main(%x: tensor<3x4x8xcomplex<f32>>) {
  %r = "stablehlo.fft"(%x) {fft_type = #stablehlo<fft_type IFFT>, fft_length = array<i64: 8>} : (tensor<3x4x8xcomplex<f32>>) -> tensor<3x4x8xcomplex<f32>>
  func.return
}
// C1: 3x4x8xcomplex => 8xcomplex ; array<i64: 8> => array<i64: 8, 8>
// C2: complex<f32> => f32
// C3: array<i64: 8> => array<i64>
// C3: array<i64: 8> => array<i64: 1, 1, 1, 1>
// C5: -> tensor<3x4x8xcomplex<f32>> => -> tensor<3x4x7xcomplex<f32>>
// I1: complex<f32> => i32

// ----- stablehlo.fft
func.func @main(%x: tensor<3x4x9xf64>) {
  %r = "stablehlo.fft"(%x) {fft_type = #stablehlo<fft_type RFFT>, fft_length = array<i64: 4, 9>} : (tensor<3x4x9xf64>) -> tensor<3x4x5xcomplex<f64>>
  func.return
}
// C2: tensor<3x4x9xf64> => tensor<3x4x9xf16>
// C4: array<i64: 4, 9> => array<i64: 4, 8>
// C4: array<i64: 4, 9> => array<i64: 5, 9>
// C5: tensor<3x4x5xcomplex<f64>> => tensor<3x4x4xcomplex<f64>>

// ----- stablehlo.fft
func.func @main(%x: tensor<3x4x5xcomplex<f64>>) {
  %r = "stablehlo.fft"(%x) {fft_type = #stablehlo<fft_type IRFFT>, fft_length = array<i64: 4, 9>} : (tensor<3x4x5xcomplex<f64>>) -> tensor<3x4x9xf64>
  func.return
}
// C2: tensor<3x4x5xcomplex<f64>> => tensor<3x4x5xf64>
// C4: array<i64: 4, 9> => array<i64: 3, 9>
// C5: array<i64: 4, 9> => array<i64: 4, 10>
// C5: array<i64: 4, 9> => array<i64: 4, -9>
