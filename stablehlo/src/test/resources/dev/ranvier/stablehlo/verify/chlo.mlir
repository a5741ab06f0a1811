// ----- chlo.next_after
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "chlo.next_after"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// operands: tensor<?x3xf32> => tensor<?x3xf64>
// operands: tensor<?x3xf32> => tensor<1x3xf32>
// operands: f32 => i32
// result: tensor<2x3xf32> => tensor<2x4xf32>

// ----- chlo.polygamma
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.polygamma"(%x, %x) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  func.return
}

// ----- chlo.zeta
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.zeta"(%x, %x) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  func.return
}

// ----- chlo.mulhi
func.func @main(%x: tensor<2xi32>) {
  %r = "chlo.mulhi"(%x, %x) : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi32>
  func.return
}
// operands: i32 => f32

// ----- chlo.constant
func.func @main() {
  %r = "chlo.constant"() {value = dense<[1.0, 2.0]> : tensor<2xf32>} : () -> tensor<2xf32>
  func.return
}
// result: -> tensor<2xf32> => -> tensor<3xf32>
// value: dense<[1.0, 2.0]> : tensor<2xf32> => 1.0 : f32

// ----- chlo.constant_like
func.func @main(%x: tensor<2x?xi32>) {
  %r = "chlo.constant_like"(%x) {value = 1.0 : f32} : (tensor<2x?xi32>) -> tensor<2x?xf32>
  func.return
}
// value: 1.0 : f32 => 1.0 : f64
// value: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- chlo.broadcast_select
func.func @main(%p: tensor<i1>, %x: tensor<2x1xf32>, %y: tensor<1x?xf32>) {
  %r = "chlo.broadcast_select"(%p, %x, %y) : (tensor<i1>, tensor<2x1xf32>, tensor<1x?xf32>) -> tensor<2x?xf32>
  func.return
}
// broadcast: tensor<1x?xf32> => tensor<3x?xf32>
// operands: tensor<i1> => tensor<i32>
// operands: tensor<1x?xf32> => tensor<1x?xf64>
// result: -> tensor<2x?xf32> => -> tensor<1x?xf32>

// ----- chlo.ragged_dot
// The ragged dimension is an outer one of lhs.
func.func @main(%x: tensor<2x11x5xf32>, %y: tensor<3x2x5x7xf32>, %g: tensor<3xi64>) {
  %r = "chlo.ragged_dot"(%x, %y, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<lhs_batching_dimensions = [0],
      rhs_batching_dimensions = [1], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [2],
      lhs_ragged_dimensions = [1], rhs_group_dimensions = [0]>, precision_config = [#chlo<precision DEFAULT>]}
    : (tensor<2x11x5xf32>, tensor<3x2x5x7xf32>, tensor<3xi64>) -> tensor<2x11x7xf32>
  func.return
}
// C10: tensor<2x11x5xf32> => tensor<2x11x6xf32>
// group_sizes: tensor<3xi64> => tensor<i64>
// group_sizes: tensor<3xi64> => tensor<3x3xi64>
// group_sizes: tensor<3xi64> => tensor<3xf32>
// lhs_ragged_dimensions: lhs_ragged_dimensions = [1] => lhs_ragged_dimensions = []
// lhs_ragged_dimensions: lhs_ragged_dimensions = [1] => lhs_ragged_dimensions = [3]
// precision_config: #chlo<precision DEFAULT> => #chlo<precision DEFAULT>, #chlo<precision DEFAULT>, #chlo<precision DEFAULT>
// result: tensor<2x11x7xf32> => tensor<2x11x8xf32>
// rhs_group_dimensions: rhs_group_dimensions = [0] => rhs_group_dimensions = []
// rhs_group_dimensions: rhs_group_dimensions = [0] => rhs_group_dimensions = [4]
// rhs_group_dimensions: rhs_group_dimensions = [0] => rhs_group_dimensions = [1]
// rhs_group_dimensions: rhs_group_dimensions = [0] => rhs_group_dimensions = [2]
// rhs_group_dimensions: tensor<3xi64> => tensor<4xi64>

// ----- chlo.ragged_dot
// The ragged dimension is contracted.
func.func @main(%x: tensor<2x11x5xf32>, %y: tensor<2x5x7xf32>, %g: tensor<2x3xi64>) {
  %r = "chlo.ragged_dot"(%x, %y, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<lhs_batching_dimensions = [0],
      rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1],
      lhs_ragged_dimensions = [2], rhs_group_dimensions = []>}
    : (tensor<2x11x5xf32>, tensor<2x5x7xf32>, tensor<2x3xi64>) -> tensor<3x2x11x7xf32>
  func.return
}
// group_sizes: tensor<2x3xi64> => tensor<2x2x3xi64>
// rhs_group_dimensions: rhs_group_dimensions = [] => rhs_group_dimensions = [2]

// ----- chlo.ragged_dot
// The ragged dimension is a batching one.
func.func @main(%x: tensor<2x11x5xf32>, %y: tensor<2x5x7xf32>, %g: tensor<3xi64>) {
  %r = "chlo.ragged_dot"(%x, %y, %g) {ragged_dot_dimension_numbers = #chlo.ragged_dot<lhs_batching_dimensions = [0],
      rhs_batching_dimensions = [0], lhs_contracting_dimensions = [2], rhs_contracting_dimensions = [1],
      lhs_ragged_dimensions = [0], rhs_group_dimensions = []>}
    : (tensor<2x11x5xf32>, tensor<2x5x7xf32>, tensor<3xi64>) -> tensor<2x11x7xf32>
  func.return
}
// group_sizes: tensor<3xi64> => tensor<2x3xi64>

// ----- chlo.top_k
func.func @main(%x: tensor<2x?xf32>) {
  %r:2 = "chlo.top_k"(%x) {k = 3 : i64} : (tensor<2x?xf32>) -> (tensor<2x3xf32>, tensor<2x3xi32>)
  func.return
}
// k: tensor<2x?xf32> => tensor<2x2xf32>
// k: k = 3 => k = -3
// operand: tensor<2x?xf32> => tensor<f32>
// result: k = 3 => k = 4
// result: 2x3xi32 => 2x3xi64

// ----- chlo.scan
func.func @main(%x: tensor<2x5xf32>, %i: tensor<2xi32>) {
  %r:2 = "chlo.scan"(%x, %i) ({
  ^body(%p: tensor<2xf32>, %q: tensor<2xi32>):
    %s = "stablehlo.convert"(%p) : (tensor<2xf32>) -> tensor<2xi64>
    "stablehlo.return"(%s, %q) : (tensor<2xi64>, tensor<2xi32>) -> ()
  }) {dimension = 1 : i64, scan_dim_size = 5 : i64, operandSegmentSizes = array<i32: 1, 1>, resultSegmentSizes = array<i32: 1, 1>}
    : (tensor<2x5xf32>, tensor<2xi32>) -> (tensor<2x5xi64>, tensor<2xi32>)
  func.return
}
// body: %p: tensor<2xf32>, %q: tensor<2xi32> => %p: tensor<2xf32>, %q: tensor<2xi32>, %t: tensor<f32>
// body: %p: tensor<2xf32>, => %p: tensor<2xf64>, ; (%p) : (tensor<2xf32>) => (%p) : (tensor<2xf64>)
// dimension: dimension = 1 => dimension = 2
// dimension: scan_dim_size = 5 => scan_dim_size = 6
// results: -> (tensor<2x5xi64>, => -> (tensor<2x6xi64>,
// scan_dim_size: scan_dim_size = 5 => scan_dim_size = -1

// ----- chlo._asin_acos_kernel
func.func @main(%x: tensor<2xcomplex<f32>>) {
  %r = "chlo._asin_acos_kernel"(%x) : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  func.return
}
// operand: complex<f32> => f32

// ----- chlo.acos
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.acos"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.acosh
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.acosh"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.asin
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.asin"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.asinh
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.asinh"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.atan
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.atan"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.atanh
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.atanh"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.bessel_i1e
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.bessel_i1e"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.conj
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.conj"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.cosh
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.cosh"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.sinh
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.sinh"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.tan
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.tan"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.square
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.square"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => i32

// ----- chlo.digamma
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.digamma"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => complex<f32>

// ----- chlo.erf
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.erf"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => complex<f32>

// ----- chlo.erf_inv
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.erf_inv"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => complex<f32>

// ----- chlo.erfc
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.erfc"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => complex<f32>

// ----- chlo.lgamma
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.lgamma"(%x) : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// operand: f32 => complex<f32>

// ----- chlo.is_inf
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.is_inf"(%x) : (tensor<2xf32>) -> tensor<2xi1>
  func.return
}
// operand: f32 => i32

// ----- chlo.is_neg_inf
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.is_neg_inf"(%x) : (tensor<2xf32>) -> tensor<2xi1>
  func.return
}
// operand: f32 => i32

// ----- chlo.is_pos_inf
func.func @main(%x: tensor<2xf32>) {
  %r = "chlo.is_pos_inf"(%x) : (tensor<2xf32>) -> tensor<2xi1>
  func.return
}
// operand: f32 => i32

// ----- chlo.broadcast_add
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_add"(%x, %y) {broadcast_dimensions = array<i64: 1>} : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}
// broadcast: array<i64: 1> => array<i64: 0>
// broadcast: array<i64: 1> => array<i64: 2>
// broadcast: array<i64: 1> => array<i64: 0, 1>
// broadcast: tensor<2x1xf32> => tensor<2x2xf32>
// operands: tensor<3xf32> => tensor<3xf64>
// result: -> tensor<2x3xf32> => -> tensor<3x3xf32>

// ----- chlo.broadcast_and
func.func @main(%x: tensor<2x1xi32>, %y: tensor<3xi32>) {
  %r = "chlo.broadcast_and"(%x, %y) : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  func.return
}
// operands: i32 => f32

// ----- chlo.broadcast_or
func.func @main(%x: tensor<2x1xi32>, %y: tensor<3xi32>) {
  %r = "chlo.broadcast_or"(%x, %y) : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  func.return
}
// operands: i32 => f32

// ----- chlo.broadcast_xor
func.func @main(%x: tensor<2x1xi32>, %y: tensor<3xi32>) {
  %r = "chlo.broadcast_xor"(%x, %y) : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  func.return
}
// operands: i32 => f32

// ----- chlo.broadcast_complex
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_complex"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xcomplex<f32>>
  func.return
}
// operands: 1xf32 => 1xf16 ; 3xf32 => 3xf16

// ----- chlo.broadcast_zeta
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_zeta"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}
// operands: f32 => i32

// ----- chlo.broadcast_compare
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_compare"(%x, %y) {comparison_direction = #chlo<comparison_direction EQ>} : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xi1>
  func.return
}
// result: xi1> => xi8>

// ----- chlo.broadcast_atan2
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_atan2"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_divide
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_divide"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_maximum
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_maximum"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_minimum
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_minimum"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_multiply
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_multiply"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_next_after
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_next_after"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_polygamma
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_polygamma"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_power
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_power"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_remainder
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_remainder"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_subtract
func.func @main(%x: tensor<2x1xf32>, %y: tensor<3xf32>) {
  %r = "chlo.broadcast_subtract"(%x, %y) : (tensor<2x1xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  func.return
}

// ----- chlo.broadcast_shift_left
func.func @main(%x: tensor<2x1xi32>, %y: tensor<3xi32>) {
  %r = "chlo.broadcast_shift_left"(%x, %y) : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  func.return
}

// ----- chlo.broadcast_shift_right_arithmetic
func.func @main(%x: tensor<2x1xi32>, %y: tensor<3xi32>) {
  %r = "chlo.broadcast_shift_right_arithmetic"(%x, %y) : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  func.return
}

// ----- chlo.broadcast_shift_right_logical
func.func @main(%x: tensor<2x1xi32>, %y: tensor<3xi32>) {
  %r = "chlo.broadcast_shift_right_logical"(%x, %y) : (tensor<2x1xi32>, tensor<3xi32>) -> tensor<2x3xi32>
  func.return
}

