// ----- stablehlo.cbrt
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.cbrt"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.cosine
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.cosine"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.exponential
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.exponential"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.exponential_minus_one
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.exponential_minus_one"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.log
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.log"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.log_plus_one
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.log_plus_one"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.logistic
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.logistic"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.rsqrt
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.rsqrt"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.sine
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.sine"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.sqrt
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.sqrt"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.tan
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.tan"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.tanh
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.tanh"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i32
// C1: -> tensor<2x?xf32> => -> tensor<3x?xf32>

// ----- stablehlo.ceil
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.ceil"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => complex<f32>

// ----- stablehlo.floor
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.floor"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => complex<f32>

// ----- stablehlo.round_nearest_afz
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.round_nearest_afz"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => complex<f32>

// ----- stablehlo.round_nearest_even
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.round_nearest_even"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => complex<f32>

// ----- stablehlo.abs
func.func @main(%x: tensor<2x?xcomplex<f32>>) {
  %r = "stablehlo.abs"(%x) : (tensor<2x?xcomplex<f32>>) -> tensor<2x?xf32>
  func.return
}
// C2: -> tensor<2x?xf32> => -> tensor<2x?xf64>
// I1: complex<f32> => ui8

// ----- stablehlo.real
func.func @main(%x: tensor<2x?xcomplex<f32>>) {
  %r = "stablehlo.real"(%x) : (tensor<2x?xcomplex<f32>>) -> tensor<2x?xf32>
  func.return
}
// C2: -> tensor<2x?xf32> => -> tensor<2x?xf64>

// ----- stablehlo.imag
func.func @main(%x: tensor<2x?xcomplex<f32>>) {
  %r = "stablehlo.imag"(%x) : (tensor<2x?xcomplex<f32>>) -> tensor<2x?xf32>
  func.return
}
// I1: complex<f32> => i8

// ----- stablehlo.is_finite
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.is_finite"(%x) : (tensor<2x?xf32>) -> tensor<2x?xi1>
  func.return
}
// I1: f32 => i32
// C1: i1 => i8

// ----- stablehlo.sign
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.sign"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => ui8

// ----- stablehlo.negate
func.func @main(%x: tensor<2x?xf32>) {
  %r = "stablehlo.negate"(%x) : (tensor<2x?xf32>) -> tensor<2x?xf32>
  func.return
}
// I1: f32 => i1

// ----- stablehlo.not
func.func @main(%x: tensor<2x?xi1>) {
  %r = "stablehlo.not"(%x) : (tensor<2x?xi1>) -> tensor<2x?xi1>
  func.return
}
// I1: i1 => f32

// ----- stablehlo.count_leading_zeros
func.func @main(%x: tensor<2x?xui8>) {
  %r = "stablehlo.count_leading_zeros"(%x) : (tensor<2x?xui8>) -> tensor<2x?xui8>
  func.return
}
// I1: ui8 => i1

// ----- stablehlo.popcnt
func.func @main(%x: tensor<2x?xui8>) {
  %r = "stablehlo.popcnt"(%x) : (tensor<2x?xui8>) -> tensor<2x?xui8>
  func.return
}
// I1: ui8 => i1

// ----- stablehlo.exponential
func.func @main(%x: tensor<2xf32>) {
  %r = "stablehlo.exponential"(%x) {result_accuracy = #stablehlo.result_accuracy<atol = 0.0, rtol = 0.0, ulps = 2, mode = #stablehlo.result_accuracy_mode<TOLERANCE>>} : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// I2: <TOLERANCE> => <HIGHEST>
// I2: ulps = 2 => ulps = -2

// ----- stablehlo.add
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.add"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<4x3xf32>
// C1: -> tensor<2x3xf32> => -> tensor<2x4xf32>

// ----- stablehlo.divide
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.divide"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.maximum
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.maximum"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.minimum
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.minimum"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.multiply
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.multiply"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.power
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.power"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.remainder
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.remainder"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.subtract
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.subtract"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.atan2
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.atan2"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<?x3xf32> => tensor<?x3xf64>

// ----- stablehlo.and
func.func @main(%x: tensor<2x?xi1>, %y: tensor<?x3xi1>) {
  %r = "stablehlo.and"(%x, %y) : (tensor<2x?xi1>, tensor<?x3xi1>) -> tensor<2x3xi1>
  func.return
}
// I1: i1 => f32

// ----- stablehlo.or
func.func @main(%x: tensor<2x?xi1>, %y: tensor<?x3xi1>) {
  %r = "stablehlo.or"(%x, %y) : (tensor<2x?xi1>, tensor<?x3xi1>) -> tensor<2x3xi1>
  func.return
}
// I1: i1 => f32

// ----- stablehlo.xor
func.func @main(%x: tensor<2x?xi1>, %y: tensor<?x3xi1>) {
  %r = "stablehlo.xor"(%x, %y) : (tensor<2x?xi1>, tensor<?x3xi1>) -> tensor<2x3xi1>
  func.return
}
// I1: i1 => f32

// ----- stablehlo.shift_left
func.func @main(%x: tensor<2x?xi32>, %y: tensor<?x3xi32>) {
  %r = "stablehlo.shift_left"(%x, %y) : (tensor<2x?xi32>, tensor<?x3xi32>) -> tensor<2x3xi32>
  func.return
}
// I1: i32 => f32

// ----- stablehlo.shift_right_arithmetic
func.func @main(%x: tensor<2x?xi32>, %y: tensor<?x3xi32>) {
  %r = "stablehlo.shift_right_arithmetic"(%x, %y) : (tensor<2x?xi32>, tensor<?x3xi32>) -> tensor<2x3xi32>
  func.return
}
// I1: i32 => f32

// ----- stablehlo.shift_right_logical
func.func @main(%x: tensor<2x?xi32>, %y: tensor<?x3xi32>) {
  %r = "stablehlo.shift_right_logical"(%x, %y) : (tensor<2x?xi32>, tensor<?x3xi32>) -> tensor<2x3xi32>
  func.return
}
// I1: i32 => f32

// ----- stablehlo.complex
func.func @main(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.complex"(%x, %y) : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<2x3xcomplex<f32>>
  func.return
}
// C3: complex<f32> => complex<f64>
// I1: xf32> => xf16>

// ----- stablehlo.add
func.func @main(%x: tensor<2x!quant.uniform<i8:f32:0, {1.0, 2.0}>>) {
  %r = "stablehlo.add"(%x, %x) : (tensor<2x!quant.uniform<i8:f32:0, {1.0, 2.0}>>, tensor<2x!quant.uniform<i8:f32:0, {1.0, 2.0}>>) -> tensor<2x!quant.uniform<i8:f32:0, {3.0, 4.0}>>
  func.return
}
// C2: -> tensor<2x!quant.uniform<i8:f32:0, {3.0, 4.0}>> => -> tensor<2xf32>
// C2: -> tensor<2x!quant.uniform<i8: => -> tensor<2x!quant.uniform<i4:
// C2: -> tensor<2x!quant.uniform<i8:f32: => -> tensor<2x!quant.uniform<i8:f64:

// ----- stablehlo.clamp
func.func @main(%a: tensor<f32>, %x: tensor<2x3xf32>, %b: tensor<2x3xf32>) {
  %r = "stablehlo.clamp"(%a, %x, %b) : (tensor<f32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<f32> => tensor<1xf32>
// C2: %b: tensor<2x3xf32> => %b: tensor<2x4xf32> ; tensor<2x3xf32>) -> => tensor<2x4xf32>) ->
// C3: tensor<f32> => tensor<f64>
// C4: -> tensor<2x3xf32> => -> tensor<2x4xf32>

// ----- stablehlo.compare
func.func @main(%x: tensor<2x3xf32>, %y: tensor<2x?xf32>) {
  %r = "stablehlo.compare"(%x, %y) {comparison_direction = #stablehlo<comparison_direction GE>, compare_type = #stablehlo<comparison_type TOTALORDER>} : (tensor<2x3xf32>, tensor<2x?xf32>) -> tensor<2x3xi1>
  func.return
}
// C1: tensor<2x?xf32> => tensor<2x?xi32>
// C2: tensor<2x?xf32> => tensor<3x?xf32>
// C2: xi1> => xi8>

// ----- stablehlo.select
func.func @main(%p: tensor<i1>, %x: tensor<2x3xf32>, %y: tensor<2x?xf32>) {
  %r = "stablehlo.select"(%p, %x, %y) : (tensor<i1>, tensor<2x3xf32>, tensor<2x?xf32>) -> tensor<2x3xf32>
  func.return
}
// C1: tensor<i1> => tensor<2xi1>
// C2: tensor<2x?xf32> => tensor<2x?xi32>
// C2: -> tensor<2x3xf32> => -> tensor<2x4xf32>
// I1: tensor<i1> => tensor<i8>

// ----- stablehlo.convert
func.func @main(%x: tensor<2x3xf32>) {
  %r = "stablehlo.convert"(%x) : (tensor<2x3xf32>) -> tensor<2x3xi32>
  func.return
}
// C1: tensor<2x3xi32> => tensor<2x4xi32>

// ----- stablehlo.bitcast_convert
func.func @main(%x: tensor<2x3xf32>) {
  %r = "stablehlo.bitcast_convert"(%x) : (tensor<2x3xf32>) -> tensor<2x3x4xi8>
  func.return
}
// C1: tensor<2x3x4xi8> => tensor<2x3x2xi8>
// C1: tensor<2x3x4xi8> => tensor<2x4x4xi8>
// C1: tensor<2x3x4xi8> => tensor<2x3xi8>
// C2: tensor<2x3x4xi8> => tensor<2x3xcomplex<f32>>

// ----- stablehlo.reduce_precision
func.func @main(%x: tensor<2xf32>) {
  %r = "stablehlo.reduce_precision"(%x) {exponent_bits = 5 : i32, mantissa_bits = 0 : i32} : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
// C1: -> tensor<2xf32> => -> tensor<3xf32>
// C2: exponent_bits = 5 => exponent_bits = 0
// C3: mantissa_bits = 0 => mantissa_bits = -1

// ----- stablehlo.uniform_quantize
func.func @main(%x: tensor<2xf32>) {
  %r = "stablehlo.uniform_quantize"(%x) : (tensor<2xf32>) -> tensor<2x!quant.uniform<i8:f32, 0.5:3>>
  func.return
}
// C1: -> tensor<2x! => -> tensor<3x!
// C2: i8:f32 => i8:f64

// ----- stablehlo.uniform_dequantize
func.func @main(%x: tensor<2x!quant.uniform<i8:f32, 0.5:3>>) {
  %r = "stablehlo.uniform_dequantize"(%x) : (tensor<2x!quant.uniform<i8:f32, 0.5:3>>) -> tensor<2xf32>
  func.return
}
// C2: -> tensor<2xf32> => -> tensor<2xf64>
// I1: !quant.uniform<i8:f32, 0.5:3> => f32

// ----- stablehlo.map
func.func @main(%x: tensor<2x3xf32>, %y: tensor<2x3xi32>) {
  %r = "stablehlo.map"(%x, %y) ({
  ^body(%p: tensor<f32>, %q: tensor<i32>):
    "stablehlo.return"(%q) : (tensor<i32>) -> ()
  }) {dimensions = array<i64: 0, 1>} : (tensor<2x3xf32>, tensor<2x3xi32>) -> tensor<2x3xi32>
  func.return
}
// C1: %x: tensor<2x3xf32> => %x: tensor<2x4xf32> ; : (tensor<2x3xf32>, => : (tensor<2x4xf32>,
// C3: array<i64: 0, 1> => array<i64: 1, 0>
// C3: array<i64: 0, 1> => array<i64: 0>
// C4: ^body(%p: tensor<f32>, %q => ^body(%p: tensor<f64>, %q
// C4: ^body(%p: tensor<f32>, %q => ^body(%q
// C4: -> tensor<2x3xi32> => -> tensor<2x3xi64>
