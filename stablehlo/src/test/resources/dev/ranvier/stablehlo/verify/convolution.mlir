// ----- stablehlo.convolution
func.func @main(%x: tensor<4x7x9x6xf32>, %k: tensor<3x2x3x8xf32>) {
  %r = "stablehlo.convolution"(%x, %k) {
      window_strides = array<i64: 2, 3>, padding = dense<[[1, 1], [0, 2]]> : tensor<2x2xi64>,
      lhs_dilation = array<i64: 1, 2>, rhs_dilation = array<i64: 1, 4>, window_reversal = array<i1: false, true>,
      dimension_numbers = #stablehlo.conv<[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]>,
      feature_group_count = 2 : i64, batch_group_count = 1 : i64,
      precision_config = [#stablehlo<precision HIGH>, #stablehlo<precision HIGHEST>]}
    : (tensor<4x7x9x6xf32>, tensor<3x2x3x8xf32>) -> tensor<4x4x5x8xf32>
  func.return
}
// C1: tensor<3x2x3x8xf32> => tensor<3x2x3x8x1xf32>
// C2: window_strides = array<i64: 2, 3> => window_strides = array<i64: 2>
// C3: window_strides = array<i64: 2, 3> => window_strides = array<i64: 2, 0>
// C4: dense<[[1, 1], [0, 2]]> : tensor<2x2xi64> => dense<1> : tensor<1x2xi64>
// C4: dense<[[1, 1], [0, 2]]> : tensor<2x2xi64> => dense<1> : tensor<2x3xi64>
// C5: lhs_dilation = array<i64: 1, 2> => lhs_dilation = array<i64: 1>
// C6: lhs_dilation = array<i64: 1, 2> => lhs_dilation = array<i64: 1, -2>
// C7: rhs_dilation = array<i64: 1, 4> => rhs_dilation = array<i64: 1, 4, 1>
// C8: rhs_dilation = array<i64: 1, 4> => rhs_dilation = array<i64: 0, 4>
// C9: array<i1: false, true> => array<i1: false>
// C11: tensor<4x7x9x6xf32> => tensor<4x7x9x5xf32>
// C12: [b, 0, 1, f]x => [b, 0, f]x
// C14: tensor<3x2x3x8xf32> => tensor<3x2x4x8xf32>
// C16: 8xf32 => 7xf32
// C17: x[0, 1, i, o] => x[0, i, o]
// C19: ->[b, 0, 1, f] => ->[b, 0, f]
// C21: feature_group_count = 2 => feature_group_count = 0
// C22: batch_group_count = 1 => batch_group_count = 0
// C23: batch_group_count = 1 => batch_group_count = 2
// C24: [#stablehlo<precision HIGH>, => [#stablehlo<precision HIGH>, #stablehlo<precision HIGH>,
// C25: -> tensor<4x4x5x8xf32> => -> tensor<4x5x5x8xf32>
// C25: -> tensor<4x4x5x8xf32> => -> tensor<2x4x5x8xf32>
// C25: -> tensor<4x4x5x8xf32> => -> tensor<4x4x5x4xf32>
// C25: tensor<3x2x3x8xf32> => tensor<3x0x3x8xf32>
// C27: tensor<3x2x3x8xf32> => tensor<3x2x3x8xf64>

// ----- stablehlo.convolution
// A dimension that is not known leaves that of the result open.
func.func @main(%x: tensor<?x3x?x7xf32>, %k: tensor<3x8x3x?xf32>) {
  %r = "stablehlo.convolution"(%x, %k) {
      dimension_numbers = #stablehlo.conv<raw input_batch_dimension = 0, input_feature_dimension = 1,
        input_spatial_dimensions = [2, 3], kernel_input_feature_dimension = 0, kernel_output_feature_dimension = 1,
        kernel_spatial_dimensions = [2, 3], output_batch_dimension = 0, output_feature_dimension = 1,
        output_spatial_dimensions = [2, 3]>,
      feature_group_count = 1 : i64, batch_group_count = 1 : i64}
    : (tensor<?x3x?x7xf32>, tensor<3x8x3x?xf32>) -> tensor<?x8x5x2xf32>
  func.return
}
// C13: input_feature_dimension = 1 => input_feature_dimension = 4
// C13: input_feature_dimension = 1 => input_feature_dimension = 0
// C18: kernel_output_feature_dimension = 1 => kernel_output_feature_dimension = 4
// C18: kernel_output_feature_dimension = 1 => kernel_output_feature_dimension = 0
// C20: = 0, output_feature_dimension = 1 => = 0, output_feature_dimension = -1
// C20: output_batch_dimension = 0 => output_batch_dimension = 3

// ----- stablehlo.convolution
func.func @main(%x: tensor<6x3x5xf32>, %k: tensor<3x4x2xf32>) {
  %r = "stablehlo.convolution"(%x, %k) {dimension_numbers = #stablehlo.conv<[b, f, 0]x[i, o, 0]->[b, f, 0]>,
      feature_group_count = 1 : i64, batch_group_count = 2 : i64} : (tensor<6x3x5xf32>, tensor<3x4x2xf32>) -> tensor<3x4x4xf32>
  func.return
}
// C10: tensor<6x3x5xf32> => tensor<5x3x5xf32>
// C15: tensor<3x4x2xf32> => tensor<3x5x2xf32>

// ----- stablehlo.convolution
func.func @main(%x: tensor<6x3x5x!quant.uniform<i8:f32, 0.5>>, %k: tensor<3x2x2x!quant.uniform<i8:f32:1, {1.0, 2.0}>>) {
  %r = "stablehlo.convolution"(%x, %k) {dimension_numbers = #stablehlo.conv<[b, f, 0]x[i, o, 0]->[b, f, 0]>,
      feature_group_count = 1 : i64, batch_group_count = 1 : i64} : (tensor<6x3x5x!quant.uniform<i8:f32, 0.5>>, tensor<3x2x2x!quant.uniform<i8:f32:1, {1.0, 2.0}>>) -> tensor<6x2x4x!quant.uniform<i32:f32:1, {1.0, 2.0}>>
  func.return
}
// C28: !quant.uniform<i8:f32:1, {1.0, 2.0}> => f32
// C28: !quant.uniform<i8:f32, 0.5> => f32
// C29: !quant.uniform<i8:f32:1, => !quant.uniform<i8:f32:2,
// C30: 6x2x4x!quant.uniform<i32:f32:1, {1.0, 2.0}> => 6x2x4x!quant.uniform<i32:f32:2, {1.0, 2.0, 3.0, 4.0}>
// C31: !quant.uniform<i8:f32, 0.5> => !quant.uniform<i4:f32, 0.5>
// C32: !quant.uniform<i8:f32, 0.5> => !quant.uniform<i8:f64, 0.5>
// C33: !quant.uniform<i8:f32:1, {1.0, 2.0}> => !quant.uniform<i8:f32, 1.0>

// ----- stablehlo.convolution
func.func @main(%x: tensor<6x3x5xf32>, %k: tensor<3x2x2x!quant.uniform<i8:f32, 1.0>>) {
  %r = "stablehlo.convolution"(%x, %k) {dimension_numbers = #stablehlo.conv<[b, f, 0]x[i, o, 0]->[b, f, 0]>,
      feature_group_count = 1 : i64, batch_group_count = 1 : i64} : (tensor<6x3x5xf32>, tensor<3x2x2x!quant.uniform<i8:f32, 1.0>>) -> tensor<6x2x4xf32>
  func.return
}
// C34: tensor<6x3x5xf32> => tensor<6x3x5xf16>
