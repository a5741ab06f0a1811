module @symmetric {
  func.func public @main(%x: tensor<2x4x4xf32>, %b: tensor<2x4x3xf32>) -> (tensor<f32> {jax.result_info = "result['sytrf']"}, tensor<f32> {jax.result_info = "result['sytrs']"}) {
    %xt = stablehlo.transpose %x, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %a = stablehlo.add %x, %xt : tensor<2x4x4xf32>
    %f:3 = stablehlo.custom_call @lapack_ssytrf_ffi(%a) {mhlo.backend_config = {uplo = 76 : ui8}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xi32>, tensor<2xi32>)
    %s = stablehlo.custom_call @lapack_ssytrs_ffi(%f#0, %f#1, %b) {mhlo.backend_config = {uplo = 76 : ui8}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4xi32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
    %as = stablehlo.dot_general %a, %s, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
    %difference = stablehlo.subtract %as, %b : tensor<2x4x3xf32>
    %distance = stablehlo.abs %difference : (tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
    %size = stablehlo.abs %s : (tensor<2x4x3xf32>) -> tensor<2x4x3xf32>
    %zero = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %one = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %largest = stablehlo.reduce(%distance init: %zero) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x3xf32>, tensor<f32>) -> tensor<f32>
    %scale = stablehlo.reduce(%size init: %one) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x3xf32>, tensor<f32>) -> tensor<f32>
    %residual = stablehlo.divide %largest, %scale : tensor<f32>
    %failed = stablehlo.convert %f#2 : (tensor<2xi32>) -> tensor<2xf32>
    %failure = stablehlo.reduce(%failed init: %zero) applies stablehlo.maximum across dimensions = [0] : (tensor<2xf32>, tensor<f32>) -> tensor<f32>
    return %failure, %residual : tensor<f32>, tensor<f32>
  }
}
