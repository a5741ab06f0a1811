// ----- stablehlo.rng
func.func @main(%a: tensor<f32>, %b: tensor<f32>, %s: tensor<2xi64>) {
  %r = "stablehlo.rng"(%a, %b, %s) {rng_distribution = #stablehlo<rng_distribution NORMAL>}
    : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<?x3xf32>
  func.return
}
// C1: %a: tensor<f32> => %a: tensor<f64> ; : (tensor<f32>, => : (tensor<f64>,
// C2: f32 => i32
// C3: tensor<?x3xf32> => tensor<3xf32>
// C3: tensor<?x3xf32> => tensor<?x3xf64>
// I1: %a: tensor<f32> => %a: tensor<1xf32> ; : (tensor<f32>, => : (tensor<1xf32>,
// I3: tensor<2xi64> => tensor<?xi64>

// ----- stablehlo.rng
func.func @main(%a: tensor<f32>) {
  %s = "stablehlo.constant"() {value = dense<[2, 3]> : tensor<2xi64>} : () -> tensor<2xi64>
  %r = "stablehlo.rng"(%a, %a, %s) {rng_distribution = #stablehlo<rng_distribution UNIFORM>}
    : (tensor<f32>, tensor<f32>, tensor<2xi64>) -> tensor<2x3xf32>
  func.return
}
// C3: dense<[2, 3]> => dense<[2, 4]>
// C3: dense<[2, 3]> => dense<[2, -3]>

// ----- stablehlo.rng_bit_generator
func.func @main(%s: tensor<2xui64>) {
  %r:2 = "stablehlo.rng_bit_generator"(%s) {rng_algorithm = #stablehlo<rng_algorithm PHILOX>}
    : (tensor<2xui64>) -> (tensor<2xui64>, tensor<5x7xui32>)
  func.return
}
// C1: -> (tensor<2xui64>, => -> (tensor<3xui64>,
// C1: tensor<5x7xui32> => tensor<5x?xui32>
// C1: tensor<5x7xui32> => tensor<5x7xi1>
// I2: ui64 => i1
