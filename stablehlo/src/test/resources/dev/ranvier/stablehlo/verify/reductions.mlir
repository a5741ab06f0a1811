// ----- stablehlo.reduce
func.func @main(%x: tensor<2x3xf32>, %y: tensor<2x3xi32>, %a: tensor<f32>, %b: tensor<i32>) {
  %r:2 = "stablehlo.reduce"(%x, %y, %a, %b) ({
  ^body(%p: tensor<f32>, %q: tensor<i32>, %s: tensor<f32>, %t: tensor<i32>):
    "stablehlo.return"(%p, %q) : (tensor<f32>, tensor<i32>) -> ()
  }) {dimensions = array<i64: 1>} : (tensor<2x3xf32>, tensor<2x3xi32>, tensor<f32>, tensor<i32>) -> (tensor<2xf32>, tensor<2xi32>)
  func.return
}
// C1: tensor<2x3xi32> => tensor<2x4xi32>
// C4: array<i64: 1> => array<i64: 2>
// C4: array<i64: 1> => array<i64: -1>
// C5: array<i64: 1> => array<i64: 1, 1>
// C6: %q: tensor<i32>, %s: tensor<f32>, %t: tensor<i32> => %q: tensor<i32>, %s: tensor<f32>
// C6: (%p, %q) : (tensor<f32>, tensor<i32>) => (%p) : (tensor<f32>)
// C6: (%p, %q) : (tensor<f32>, tensor<i32>) => (%q, %q) : (tensor<i32>, tensor<i32>)
// C6: %s: tensor<f32> => %s: tensor<i32>
// C6: %s: tensor<f32> => %s: tensor<7xf32>
// C6: tensor<2x3xf32> => tensor<2x3xi8>
// C7: -> (tensor<2xf32>, tensor<2xi32>) => -> (tensor<2xf32>, tensor<3xi32>)
// C7: -> (tensor<2xf32>, tensor<2xi32>) => -> (tensor<2xf32>, tensor<2xi64>)
// I1: tensor<2x3xi32> => tensor<2x3x!quant.uniform<i8:f32:0, {1.0, 1.0}>>

// ----- stablehlo.reduce
// Elements are promoted to what the body works in.
func.func @main(%x: tensor<?x3xbf16>, %a: tensor<bf16>) {
  %r = "stablehlo.reduce"(%x, %a) ({
  ^body(%p: tensor<f32>, %q: tensor<f32>):
    "stablehlo.return"(%p) : (tensor<f32>) -> ()
  }) {dimensions = array<i64: 1>} : (tensor<?x3xbf16>, tensor<bf16>) -> tensor<?xf32>
  func.return
}

// ----- stablehlo.reduce
// Integers are promoted to wider ones only.
func.func @main(%x: tensor<2xi16>, %a: tensor<i16>) {
  %r = "stablehlo.reduce"(%x, %a) ({
  ^body(%p: tensor<i32>, %q: tensor<i32>):
    "stablehlo.return"(%p) : (tensor<i32>) -> ()
  }) {dimensions = array<i64: 0>} : (tensor<2xi16>, tensor<i16>) -> tensor<i32>
  func.return
}
// C6: i16 => i64

// ----- stablehlo.reduce_window
func.func @main(%x: tensor<4x6xf32>, %a: tensor<f32>) {
  %r = "stablehlo.reduce_window"(%x, %a) ({
  ^body(%p: tensor<f32>, %q: tensor<f32>):
    "stablehlo.return"(%p) : (tensor<f32>) -> ()
  }) {window_dimensions = array<i64: 2, 3>, window_strides = array<i64: 3, 1>, base_dilations = array<i64: 2, 1>,
      window_dilations = array<i64: 1, 2>, padding = dense<[[1, 0], [0, 1]]> : tensor<2x2xi64>}
    : (tensor<4x6xf32>, tensor<f32>) -> tensor<3x3xf32>
  func.return
}
// C4: window_dimensions = array<i64: 2, 3> => window_dimensions = array<i64: 2>
// C5: window_dimensions = array<i64: 2, 3> => window_dimensions = array<i64: 2, 0>
// C6: array<i64: 3, 1> => array<i64: 3>
// C7: array<i64: 3, 1> => array<i64: 3, 0>
// C8: array<i64: 2, 1> => array<i64: 2>
// C9: array<i64: 2, 1> => array<i64: 2, -1>
// C10: array<i64: 1, 2> => array<i64: 1, 2, 3>
// C11: array<i64: 1, 2> => array<i64: 0, 2>
// C12: dense<[[1, 0], [0, 1]]> : tensor<2x2xi64> => dense<[[1], [0]]> : tensor<2x1xi64>
// C12: dense<[[1, 0], [0, 1]]> : tensor<2x2xi64> => dense<0> : tensor<3x2xi64>
// C13: %q: tensor<f32> => %q: tensor<i32>
// C15: 3x3xf32 => 4x3xf32
// sizes: array<i64: 2, 1> => array<i64: 9223372036854775807, 1>
// C15: tensor<3x3xf32> => tensor<3x3xf64>

// ----- stablehlo.reduce_window
func.func @main(%x: tensor<4xf32>, %y: tensor<4xi32>, %a: tensor<f32>, %b: tensor<i32>) {
  %r:2 = "stablehlo.reduce_window"(%x, %y, %a, %b) ({
  ^body(%p: tensor<f32>, %q: tensor<i32>, %s: tensor<f32>, %t: tensor<i32>):
    "stablehlo.return"(%p, %q) : (tensor<f32>, tensor<i32>) -> ()
  }) {window_dimensions = array<i64: 2>} : (tensor<4xf32>, tensor<4xi32>, tensor<f32>, tensor<i32>) -> (tensor<3xf32>, tensor<3xi32>)
  func.return
}
// C2: tensor<4xi32> => tensor<5xi32>

// ----- stablehlo.select_and_scatter
func.func @main(%x: tensor<4x6xf32>, %y: tensor<2x3xf32>, %a: tensor<f32>) {
  %r = "stablehlo.select_and_scatter"(%x, %y, %a) ({
  ^select(%p: tensor<f32>, %q: tensor<f32>):
    %c = "stablehlo.compare"(%p, %q) {comparison_direction = #stablehlo<comparison_direction GE>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
    "stablehlo.return"(%c) : (tensor<i1>) -> ()
  }, {
  ^scatter(%p: tensor<f32>, %s: tensor<f32>):
    "stablehlo.return"(%p) : (tensor<f32>) -> ()
  }) {window_dimensions = array<i64: 3, 2>, window_strides = array<i64: 2, 3>, padding = dense<[[0, 1], [1, 1]]> : tensor<2x2xi64>}
    : (tensor<4x6xf32>, tensor<2x3xf32>, tensor<f32>) -> tensor<4x6xf32>
  func.return
}
// C1: tensor<4x6xf32> => tensor<4x6xi32>
// C2: tensor<2x3xf32> => tensor<2x4xf32>
// C4: array<i64: 3, 2> => array<i64: 3>
// C5: array<i64: 3, 2> => array<i64: 3, 0>
// C6: array<i64: 2, 3> => array<i64: 2>
// C7: array<i64: 2, 3> => array<i64: 2, 0>
// C8: dense<[[0, 1], [1, 1]]> : tensor<2x2xi64> => dense<0> : tensor<4xi64>
// C9: ^select(%p: tensor<f32>, %q: tensor<f32>) => ^select(%p: tensor<f32>, %q: tensor<f32>, %o: tensor<f32>)
// C9: "stablehlo.return"(%c) : (tensor<i1>) => "stablehlo.return"(%p) : (tensor<f32>)
// C10: %s: tensor<f32> => %s: tensor<i32>
// C11: -> tensor<4x6xf32> => -> tensor<4x5xf32>

// ----- stablehlo.sort
func.func @main(%x: tensor<2x3xf32>, %y: tensor<2x3xi32>) {
  %r:2 = "stablehlo.sort"(%x, %y) ({
  ^body(%p: tensor<f32>, %q: tensor<f32>, %s: tensor<i32>, %t: tensor<i32>):
    %c = "stablehlo.compare"(%p, %q) {comparison_direction = #stablehlo<comparison_direction LT>} : (tensor<f32>, tensor<f32>) -> tensor<i1>
    "stablehlo.return"(%c) : (tensor<i1>) -> ()
  }) {dimension = -2 : i64, is_stable = true} : (tensor<2x3xf32>, tensor<2x3xi32>) -> (tensor<2x3xf32>, tensor<2x3xi32>)
  func.return
}
// C2: -> (tensor<2x3xf32>, tensor<2x3xi32>) => -> (tensor<2x3xf32>, tensor<2x3xi64>)
// C3: tensor<2x3xf32> => tensor<2x4xf32>
// C4: dimension = -2 => dimension = -3
// C4: dimension = -2 => dimension = 2
// C5: %q: tensor<f32>, %s: tensor<i32>, %t: tensor<i32> => %q: tensor<f32>
// C5: %s: tensor<i32> => %s: tensor<i64>
// C5: "stablehlo.return"(%c) : (tensor<i1>) => "stablehlo.return"(%p) : (tensor<f32>)

// ----- stablehlo.batch_norm_training
func.func @main(%x: tensor<2x3x5xf32>, %s: tensor<3xf32>, %o: tensor<3xf32>) {
  %r:3 = "stablehlo.batch_norm_training"(%x, %s, %o) {epsilon = 1.0e-3 : f32, feature_index = 1 : i64}
    : (tensor<2x3x5xf32>, tensor<3xf32>, tensor<3xf32>) -> (tensor<2x3x5xf32>, tensor<3xf32>, tensor<3xf32>)
  func.return
}
// C1: feature_index = 1 => feature_index = 3
// C2: tensor<2x3x5xf32> => tensor<2x3x5xf64>
// C3: feature_index = 1 => feature_index = 0
// C4: %o: tensor<3xf32> => %o: tensor<4xf32> ; tensor<3xf32>) -> (tensor => tensor<4xf32>) -> (tensor
// C7: -> (tensor<2x3x5xf32>, tensor<3xf32> => -> (tensor<2x3x5xf32>, tensor<4xf32>
// I1: f32 => i32 ; epsilon = 1.0e-3 : i32 => epsilon = 1.0e-3 : f32
// I2: tensor<3xf32> => tensor<3x1xf32>
// I4: 1.0e-3 : f32 => 1.0e-3 : f64

// ----- stablehlo.batch_norm_inference
func.func @main(%x: tensor<2x3x5xf32>, %s: tensor<3xf32>, %o: tensor<3xf32>, %m: tensor<?xf32>, %v: tensor<3xf32>) {
  %r = "stablehlo.batch_norm_inference"(%x, %s, %o, %m, %v) {epsilon = 1.0e-3 : f32, feature_index = 1 : i64}
    : (tensor<2x3x5xf32>, tensor<3xf32>, tensor<3xf32>, tensor<?xf32>, tensor<3xf32>) -> tensor<2x3x5xf32>
  func.return
}
// C1: feature_index = 1 => feature_index = -1
// C2: tensor<?xf32> => tensor<?xf16>
// C3: feature_index = 1 => feature_index = 0
// C5: tensor<?xf32> => tensor<4xf32>
// C7: -> tensor<2x3x5xf32> => -> tensor<2x3x4xf32>
// I4: tensor<?xf32> => tensor<?x?xf32>

// ----- stablehlo.batch_norm_grad
func.func @main(%x: tensor<2x3x5xf32>, %s: tensor<3xf32>, %m: tensor<3xf32>, %v: tensor<3xf32>, %g: tensor<2x3x?xf32>) {
  %r:3 = "stablehlo.batch_norm_grad"(%x, %s, %m, %v, %g) {epsilon = 1.0e-3 : f32, feature_index = 1 : i64}
    : (tensor<2x3x5xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<2x3x?xf32>) -> (tensor<2x3x5xf32>, tensor<3xf32>, tensor<3xf32>)
  func.return
}
// C1: feature_index = 1 => feature_index = 3
// C2: tensor<2x3x?xf32> => tensor<2x3x?xf64>
// C3: tensor<2x3x?xf32> => tensor<2x4x?xf32>
// C3: -> (tensor<2x3x5xf32>, tensor<3xf32> => -> (tensor<2x3x5xf32>, tensor<4xf32>
// C5: feature_index = 1 => feature_index = 0
