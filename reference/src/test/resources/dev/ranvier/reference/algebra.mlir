// Products, convolutions and factorisations of numbers for which every step is exact.
// Each function returns what its ops give, and then what XLA gives on CPU (jaxlib 0.10.2).

func.func @dot_general_with_batches() -> (tensor<2x3x5xf32>, tensor<2x3x5xf32>) {
    %l = stablehlo.constant dense<[[[4.0, -5.0, -6.0, -3.0], [7.0, -1.0, 2.0, -8.0], [-3.0, 5.0, 5.0, 2.0]], [[7.0, -4.0, -6.0, -8.0], [-6.0, 5.0, 8.0, -7.0], [0.0, -7.0, 7.0, -7.0]]]> : tensor<2x3x4xf32>
    %r = stablehlo.constant dense<[[[3.0, -8.0, 5.0, 8.0, 4.0], [-4.0, 6.0, -4.0, 5.0, 6.0]], [[0.0, 2.0, 7.0, -6.0, -9.0], [-1.0, -6.0, 7.0, 7.0, -2.0]], [[-4.0, 4.0, -1.0, -8.0, 3.0], [4.0, -8.0, 5.0, 1.0, 6.0]], [[7.0, 3.0, -3.0, -2.0, 4.0], [-8.0, -5.0, 0.0, 8.0, 5.0]]]> : tensor<4x2x5xf32>
    %0 = stablehlo.dot_general %l, %r, batching_dims = [0] x [1], contracting_dims = [2] x [0] : (tensor<2x3x4xf32>, tensor<4x2x5xf32>) -> tensor<2x3x5xf32>
    %expected0 = stablehlo.constant dense<[[[15.0, -75.0, 0.0, 116.0, 31.0], [-43.0, -74.0, 50.0, 62.0, 11.0], [-15.0, 60.0, 9.0, -98.0, -34.0]], [[16.0, 154.0, -86.0, -63.0, -26.0], [107.0, -95.0, 99.0, -43.0, -33.0], [91.0, 21.0, -14.0, -98.0, 21.0]]]> : tensor<2x3x5xf32>
    return %0, %expected0 : tensor<2x3x5xf32>, tensor<2x3x5xf32>
}

func.func @dot_general_of_int8_in_int32() -> (tensor<3x2xi32>, tensor<3x2xi32>) {
    %l = stablehlo.constant dense<[[80, -80, -57, -60], [63, 9, -74, 63], [35, 101, 15, -96]]> : tensor<3x4xi8>
    %r = stablehlo.constant dense<[[99, -81], [-114, 76], [-13, 36], [-95, 56]]> : tensor<4x2xi8>
    %0 = stablehlo.dot_general %l, %r, contracting_dims = [1] x [0] : (tensor<3x4xi8>, tensor<4x2xi8>) -> tensor<3x2xi32>
    %expected0 = stablehlo.constant dense<[[23481, -17972], [188, -3555], [876, 5]]> : tensor<3x2xi32>
    return %0, %expected0 : tensor<3x2xi32>, tensor<3x2xi32>
}

func.func @dot_general_of_complex() -> (tensor<3x2xcomplex<f32>>, tensor<3x2xcomplex<f32>>) {
    %l = stablehlo.constant dense<[[(-2.0, -6.0), (9.0, -6.0), (3.0, 7.0), (8.0, 5.0)], [(6.0, 2.0), (7.0, 5.0), (-8.0, -3.0), (5.0, 4.0)], [(2.0, -6.0), (-2.0, -1.0), (-4.0, -7.0), (3.0, -2.0)]]> : tensor<3x4xcomplex<f32>>
    %r = stablehlo.constant dense<[[(-3.0, -8.0), (-2.0, -2.0)], [(0.0, 9.0), (-9.0, 1.0)], [(-3.0, -9.0), (7.0, 4.0)], [(-1.0, 5.0), (1.0, -2.0)]]> : tensor<4x2xcomplex<f32>>
    %0 = stablehlo.dot_general %l, %r, contracting_dims = [1] x [0] : (tensor<3x4xcomplex<f32>>, tensor<4x2xcomplex<f32>>) -> tensor<3x2xcomplex<f32>>
    %expected0 = stablehlo.constant dense<[[(33.0, 102.0), (-72.0, 129.0)], [(-75.0, 111.0), (-107.0, -113.0)], [(-89.0, 58.0), (2.0, -58.0)]]> : tensor<3x2xcomplex<f32>>
    return %0, %expected0 : tensor<3x2xcomplex<f32>>, tensor<3x2xcomplex<f32>>
}

func.func @dot_of_matrix_and_vector() -> (tensor<3xi32>, tensor<3xi32>) {
    %l = stablehlo.constant dense<[[-9, 6, -5, 8], [-3, -2, 6, -7], [-9, 5, 8, 9]]> : tensor<3x4xi32>
    %r = stablehlo.constant dense<[-7, -7, -3, 4]> : tensor<4xi32>
    %0 = stablehlo.dot %l, %r : (tensor<3x4xi32>, tensor<4xi32>) -> tensor<3xi32>
    %expected0 = stablehlo.constant dense<[68, -11, 40]> : tensor<3xi32>
    return %0, %expected0 : tensor<3xi32>, tensor<3xi32>
}

func.func @einsum_with_batch() -> (tensor<2x3x5xf32>, tensor<2x3x5xf32>) {
    %l = stablehlo.constant dense<[[[8.0, 6.0, -2.0, 8.0], [-5.0, -7.0, -1.0, -8.0], [3.0, 9.0, -7.0, -7.0]], [[-6.0, -6.0, 1.0, 1.0], [9.0, -1.0, 8.0, 5.0], [7.0, -6.0, -1.0, 8.0]]]> : tensor<2x3x4xf32>
    %r = stablehlo.constant dense<[[[5.0, -5.0, 7.0, 5.0, -7.0], [-8.0, -5.0, -1.0, -7.0, -9.0], [-7.0, -4.0, -2.0, -4.0, -1.0], [4.0, -5.0, -1.0, 4.0, -8.0]], [[8.0, 9.0, -4.0, 7.0, -5.0], [8.0, 3.0, -5.0, -8.0, -2.0], [5.0, -5.0, 0.0, -7.0, -1.0], [-9.0, 9.0, 0.0, 6.0, -7.0]]]> : tensor<2x4x5xf32>
    %0 = "stablehlo.einsum"(%l, %r) {einsum_config = "bij,bjk->bik"} : (tensor<2x3x4xf32>, tensor<2x4x5xf32>) -> tensor<2x3x5xf32>
    %expected0 = stablehlo.constant dense<[[[38.0, -102.0, 46.0, 38.0, -172.0], [6.0, 104.0, -18.0, -4.0, 163.0], [-36.0, 3.0, 33.0, -48.0, -39.0]], [[-100.0, -68.0, 54.0, 5.0, 34.0], [59.0, 83.0, -31.0, 45.0, -86.0], [-69.0, 122.0, 2.0, 152.0, -78.0]]]> : tensor<2x3x5xf32>
    return %0, %expected0 : tensor<2x3x5xf32>, tensor<2x3x5xf32>
}

func.func @convolution_strided_and_dilated() -> (tensor<2x9x4x4xf32>, tensor<2x9x4x4xf32>) {
    %l = stablehlo.constant dense<[[[[-6.0, -6.0, 1.0], [7.0, 2.0, 0.0], [8.0, -6.0, -6.0], [3.0, 7.0, -4.0], [-5.0, 1.0, 5.0], [-4.0, 6.0, 0.0], [4.0, 2.0, 0.0], [1.0, 9.0, -2.0]], [[8.0, 6.0, -6.0], [7.0, -2.0, -6.0], [-5.0, -7.0, -3.0], [-7.0, 1.0, 9.0], [9.0, 8.0, -5.0], [-5.0, 3.0, 9.0], [6.0, -6.0, 4.0], [0.0, -1.0, 0.0]], [[1.0, 8.0, 6.0], [-9.0, 5.0, -4.0], [-3.0, 2.0, 9.0], [-8.0, 0.0, -5.0], [8.0, -1.0, 7.0], [7.0, -8.0, 5.0], [6.0, 6.0, 9.0], [5.0, 6.0, 4.0]], [[-4.0, 7.0, 4.0], [3.0, 9.0, 4.0], [-3.0, -4.0, -3.0], [-6.0, -8.0, 5.0], [5.0, -6.0, -2.0], [8.0, 6.0, 2.0], [9.0, -3.0, 7.0], [8.0, 2.0, -7.0]], [[-4.0, 0.0, -4.0], [-8.0, -6.0, 9.0], [-2.0, 1.0, -1.0], [6.0, -8.0, -4.0], [2.0, 6.0, -1.0], [4.0, 6.0, 3.0], [6.0, 9.0, -5.0], [-1.0, -5.0, -2.0]], [[-9.0, 4.0, -5.0], [6.0, 4.0, -3.0], [-1.0, 3.0, -2.0], [-6.0, -9.0, 1.0], [1.0, 5.0, -7.0], [-8.0, 4.0, 4.0], [6.0, -9.0, 3.0], [9.0, 5.0, -1.0]], [[0.0, -2.0, -8.0], [4.0, 1.0, 0.0], [8.0, 4.0, 9.0], [-8.0, 9.0, 1.0], [-2.0, 1.0, -9.0], [8.0, 2.0, -9.0], [8.0, -1.0, -7.0], [2.0, -8.0, 1.0]], [[5.0, -8.0, 6.0], [2.0, -3.0, -5.0], [-9.0, -6.0, -4.0], [7.0, 0.0, -6.0], [5.0, -1.0, 6.0], [5.0, 8.0, 4.0], [-7.0, 1.0, -1.0], [6.0, -7.0, -1.0]], [[6.0, 2.0, -9.0], [6.0, -3.0, 3.0], [3.0, 3.0, -2.0], [-2.0, -8.0, 1.0], [-4.0, -2.0, -6.0], [5.0, 8.0, -2.0], [-1.0, -1.0, -8.0], [5.0, 7.0, 0.0]]], [[[-8.0, -3.0, -7.0], [6.0, 6.0, -2.0], [-2.0, 7.0, -8.0], [5.0, 9.0, -1.0], [5.0, 4.0, 8.0], [-9.0, 4.0, -2.0], [7.0, 7.0, -4.0], [2.0, 0.0, 1.0]], [[6.0, 3.0, 5.0], [3.0, -5.0, 2.0], [-2.0, -2.0, -7.0], [-6.0, -3.0, -4.0], [3.0, -4.0, -5.0], [-1.0, 1.0, 9.0], [0.0, -3.0, -3.0], [-1.0, 8.0, -2.0]], [[-5.0, 2.0, 5.0], [9.0, -4.0, 7.0], [7.0, -2.0, -3.0], [-4.0, -3.0, 7.0], [-4.0, 0.0, 8.0], [4.0, -7.0, -8.0], [-5.0, 7.0, -5.0], [-4.0, 1.0, 0.0]], [[-8.0, -6.0, 9.0], [-2.0, -4.0, 6.0], [-1.0, 6.0, -6.0], [-1.0, 6.0, 5.0], [3.0, -1.0, 6.0], [-2.0, 3.0, 1.0], [-4.0, -6.0, 1.0], [-3.0, 0.0, 4.0]], [[6.0, 5.0, 0.0], [-8.0, -6.0, 4.0], [2.0, 6.0, 0.0], [-1.0, -5.0, -8.0], [-7.0, 3.0, 2.0], [-5.0, -3.0, 3.0], [-2.0, -2.0, -4.0], [3.0, 7.0, -5.0]], [[-4.0, 0.0, -6.0], [0.0, 7.0, 2.0], [-6.0, -6.0, -8.0], [9.0, -3.0, -4.0], [7.0, -4.0, -5.0], [-5.0, -2.0, -8.0], [3.0, -1.0, 9.0], [5.0, -2.0, 4.0]], [[6.0, -6.0, -6.0], [-7.0, -9.0, -3.0], [6.0, 5.0, -2.0], [0.0, 5.0, 8.0], [-4.0, 3.0, 2.0], [2.0, 6.0, 5.0], [-2.0, 5.0, -8.0], [-3.0, -5.0, -5.0]], [[8.0, -1.0, -8.0], [0.0, -8.0, -7.0], [-2.0, -1.0, -5.0], [3.0, 0.0, -7.0], [6.0, -7.0, -3.0], [-6.0, 8.0, -4.0], [7.0, 9.0, -5.0], [-9.0, -9.0, -6.0]], [[-2.0, -6.0, 9.0], [0.0, 7.0, -9.0], [-7.0, -1.0, -6.0], [-6.0, -9.0, -4.0], [5.0, 6.0, 0.0], [-6.0, -1.0, 2.0], [-7.0, -2.0, 6.0], [-2.0, -1.0, 6.0]]]]> : tensor<2x9x8x3xf32>
    %r = stablehlo.constant dense<[[[[3.0, -6.0, 2.0, 8.0], [-5.0, 7.0, 2.0, 3.0], [-3.0, -9.0, -9.0, 3.0]], [[9.0, 2.0, -3.0, 5.0], [8.0, -5.0, -8.0, 9.0], [-9.0, 7.0, -7.0, -7.0]]], [[[-4.0, -4.0, -3.0, -9.0], [7.0, 6.0, 3.0, 8.0], [8.0, 9.0, -2.0, 2.0]], [[5.0, 3.0, 6.0, 3.0], [-2.0, 1.0, -6.0, 9.0], [8.0, 2.0, 5.0, -3.0]]], [[[-2.0, 0.0, -4.0, -9.0], [-2.0, 4.0, -5.0, 4.0], [2.0, -2.0, 4.0, 7.0]], [[9.0, 5.0, -8.0, -3.0], [1.0, -8.0, -2.0, -7.0], [1.0, -6.0, -4.0, -4.0]]]]> : tensor<3x2x3x4xf32>
    %0 = stablehlo.convolution(%l, %r) dim_numbers = [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f], window = {stride = [2, 2], pad = [[1, 3], [0, 1]], lhs_dilate = [2, 1], rhs_dilate = [2, 2]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<2x9x8x3xf32>, tensor<3x2x3x4xf32>) -> tensor<2x9x4x4xf32>
    %expected0 = stablehlo.constant dense<[[[[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]], [[[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]], [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]]]> : tensor<2x9x4x4xf32>
    return %0, %expected0 : tensor<2x9x4x4xf32>, tensor<2x9x4x4xf32>
}

func.func @convolution_in_feature_groups() -> (tensor<2x6x4xf32>, tensor<2x6x4xf32>) {
    %l = stablehlo.constant dense<[[[9.0, -1.0, 1.0, 8.0, -9.0, -4.0], [-1.0, 8.0, 4.0, 3.0, -2.0, 7.0], [-6.0, -2.0, -3.0, -9.0, -8.0, 5.0], [8.0, -5.0, -8.0, -7.0, -8.0, 6.0]], [[-9.0, 4.0, 6.0, -5.0, -5.0, -4.0], [5.0, 8.0, 5.0, -4.0, 4.0, 4.0], [-1.0, -7.0, -4.0, 6.0, 0.0, -7.0], [8.0, 0.0, -3.0, -9.0, 1.0, 1.0]]]> : tensor<2x4x6xf32>
    %r = stablehlo.constant dense<[[[-7.0, 7.0, 0.0], [-8.0, -6.0, -4.0]], [[5.0, 5.0, 6.0], [2.0, 8.0, -4.0]], [[2.0, 2.0, -3.0], [-1.0, 4.0, 7.0]], [[8.0, -4.0, 4.0], [5.0, 8.0, 3.0]], [[-6.0, 5.0, -6.0], [-2.0, 0.0, 4.0]], [[-6.0, 4.0, -7.0], [-2.0, -7.0, -9.0]]]> : tensor<6x2x3xf32>
    %0 = stablehlo.convolution(%l, %r) dim_numbers = [b, f, 0]x[o, i, 0]->[b, f, 0], window = {} {batch_group_count = 1 : i64, feature_group_count = 2 : i64} : (tensor<2x4x6xf32>, tensor<6x2x3xf32>) -> tensor<2x6x4xf32>
    %expected0 = stablehlo.constant dense<[[[-126.0, -86.0, 7.0, -159.0], [92.0, 84.0, 31.0, -67.0], [74.0, 5.0, 39.0, 48.0], [-76.0, -150.0, -140.0, -101.0], [-4.0, 33.0, 5.0, 22.0], [140.0, 192.0, 175.0, 3.0]], [[-17.0, -64.0, -109.0, -8.0], [65.0, 92.0, -63.0, -66.0], [34.0, 19.0, 24.0, 40.0], [35.0, -67.0, -140.0, -14.0], [-33.0, -50.0, 64.0, 28.0], [17.0, 86.0, 108.0, 15.0]]]> : tensor<2x6x4xf32>
    return %0, %expected0 : tensor<2x6x4xf32>, tensor<2x6x4xf32>
}

func.func @convolution_in_batch_groups() -> (tensor<2x6x4xf32>, tensor<2x6x4xf32>) {
    %l = stablehlo.constant dense<[[[-3.0, 9.0, 1.0, 4.0, -5.0, -6.0], [8.0, 4.0, 0.0, -4.0, 7.0, -1.0], [-8.0, 7.0, -2.0, -1.0, -2.0, -4.0]], [[2.0, -4.0, 0.0, -8.0, 6.0, -5.0], [2.0, -4.0, -6.0, -6.0, 4.0, -8.0], [6.0, -1.0, -1.0, -5.0, -3.0, 5.0]], [[7.0, 8.0, 2.0, -4.0, -8.0, 1.0], [1.0, 0.0, 0.0, -8.0, -2.0, -7.0], [7.0, 7.0, 6.0, 0.0, 6.0, 6.0]], [[-3.0, -8.0, 7.0, 2.0, -1.0, 7.0], [9.0, 7.0, -9.0, -9.0, 0.0, 0.0], [-5.0, -2.0, 1.0, 5.0, 5.0, -8.0]]]> : tensor<4x3x6xf32>
    %r = stablehlo.constant dense<[[[-2.0, -4.0, -4.0], [6.0, -1.0, -1.0], [9.0, -1.0, 5.0]], [[9.0, 9.0, -3.0], [-2.0, -9.0, 5.0], [-2.0, -9.0, -7.0]], [[-6.0, -8.0, -8.0], [1.0, -5.0, 9.0], [1.0, 2.0, 0.0]], [[3.0, 5.0, -3.0], [2.0, 1.0, 4.0], [5.0, 5.0, 2.0]], [[-8.0, 6.0, 9.0], [1.0, -1.0, -6.0], [-1.0, 2.0, 5.0]], [[0.0, -6.0, -6.0], [1.0, 2.0, 7.0], [6.0, 2.0, -7.0]]]> : tensor<6x3x3xf32>
    %0 = stablehlo.convolution(%l, %r) dim_numbers = [b, f, 0]x[o, i, 0]->[b, f, 0], window = {} {batch_group_count = 2 : i64, feature_group_count = 1 : i64} : (tensor<4x3x6xf32>, tensor<6x3x3xf32>) -> tensor<2x6x4xf32>
    %expected0 = stablehlo.constant dense<[[[-79.0, 50.0, -28.0, -21.0], [-34.0, 61.0, 158.0, -3.0], [-68.0, -123.0, 81.0, 11.0], [139.0, 79.0, 36.0, -59.0], [48.0, -35.0, -68.0, 71.0], [-45.0, 10.0, 36.0, -49.0]], [[84.0, -5.0, -45.0, -37.0], [-12.0, 66.0, 64.0, -65.0], [-8.0, 57.0, 65.0, -69.0], [-114.0, -21.0, 47.0, -4.0], [101.0, 223.0, -19.0, -3.0], [-75.0, -173.0, -52.0, 51.0]]]> : tensor<2x6x4xf32>
    return %0, %expected0 : tensor<2x6x4xf32>, tensor<2x6x4xf32>
}

func.func @convolution_of_reversed_window() -> (tensor<1x5x2xf32>, tensor<1x5x2xf32>) {
    %l = stablehlo.constant dense<[[[6.0], [1.0], [7.0], [4.0], [-3.0], [-2.0], [-2.0]]]> : tensor<1x7x1xf32>
    %r = stablehlo.constant dense<[[[-4.0, 5.0]], [[-2.0, 4.0]], [[1.0, -2.0]]]> : tensor<3x1x2xf32>
    %0 = stablehlo.convolution(%l, %r) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {reverse = [true]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x7x1xf32>, tensor<3x1x2xf32>) -> tensor<1x5x2xf32>
    %expected0 = stablehlo.constant dense<[[[-24.0, 27.0], [-29.0, 46.0], [11.0, -13.0], [18.0, -30.0], [9.0, -12.0]]]> : tensor<1x5x2xf32>
    return %0, %expected0 : tensor<1x5x2xf32>, tensor<1x5x2xf32>
}

func.func @convolution_of_booleans() -> (tensor<1x6x2xi1>, tensor<1x6x2xi1>) {
    %l = stablehlo.constant dense<[[[true], [false], [false], [true], [true]]]> : tensor<1x5x1xi1>
    %r = stablehlo.constant dense<[[[true, false]], [[false, true]]]> : tensor<2x1x2xi1>
    %0 = stablehlo.convolution(%l, %r) dim_numbers = [b, 0, f]x[0, i, o]->[b, 0, f], window = {pad = [[1, 1]]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x5x1xi1>, tensor<2x1x2xi1>) -> tensor<1x6x2xi1>
    %expected0 = stablehlo.constant dense<[[[false, true], [true, false], [false, false], [false, true], [true, true], [true, false]]]> : tensor<1x6x2xi1>
    return %0, %expected0 : tensor<1x6x2xi1>, tensor<1x6x2xi1>
}

func.func @cholesky_lower() -> (tensor<4x4xf64>, tensor<4x4xf64>) {
    %a = stablehlo.constant dense<[[16.0, 8.0, 16.0, 4.0], [8.0, 5.0, 10.0, 4.0], [16.0, 10.0, 36.0, 12.0], [4.0, 4.0, 12.0, 10.0]]> : tensor<4x4xf64>
    %0 = stablehlo.cholesky %a, lower = true : tensor<4x4xf64>
    %m = stablehlo.iota dim = 0 : tensor<4x4xi32>
    %n = stablehlo.iota dim = 1 : tensor<4x4xi32>
    %z = stablehlo.constant dense<0.0> : tensor<4x4xf64>
    %k = stablehlo.compare GE, %m, %n : (tensor<4x4xi32>, tensor<4x4xi32>) -> tensor<4x4xi1>
    %t = stablehlo.select %k, %0, %z : tensor<4x4xi1>, tensor<4x4xf64>
    %expected0 = stablehlo.constant dense<[[4.0, 0.0, 0.0, 0.0], [2.0, 1.0, 0.0, 0.0], [4.0, 2.0, 4.0, 0.0], [1.0, 2.0, 1.0, 2.0]]> : tensor<4x4xf64>
    return %t, %expected0 : tensor<4x4xf64>, tensor<4x4xf64>
}

func.func @cholesky_of_complex_upper() -> (tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>) {
    %a = stablehlo.constant dense<[[(1.0, 0.0), (-6.0, 1.0), (8.0, -2.0)], [(-6.0, -1.0), (41.0, 0.0), (-34.0, 20.0)], [(8.0, 2.0), (-34.0, -20.0), (212.0, 0.0)]]> : tensor<3x3xcomplex<f64>>
    %0 = stablehlo.cholesky %a, lower = false : tensor<3x3xcomplex<f64>>
    %m = stablehlo.iota dim = 0 : tensor<3x3xi32>
    %n = stablehlo.iota dim = 1 : tensor<3x3xi32>
    %z = stablehlo.constant dense<(0.0, 0.0)> : tensor<3x3xcomplex<f64>>
    %k = stablehlo.compare LE, %m, %n : (tensor<3x3xi32>, tensor<3x3xi32>) -> tensor<3x3xi1>
    %t = stablehlo.select %k, %0, %z : tensor<3x3xi1>, tensor<3x3xcomplex<f64>>
    %expected0 = stablehlo.constant dense<[[(1.0, 0.0), (-6.0, 1.0), (8.0, -2.0)], [(0.0, 0.0), (2.0, 0.0), (8.0, 8.0)], [(0.0, 0.0), (0.0, 0.0), (4.0, 0.0)]]> : tensor<3x3xcomplex<f64>>
    return %t, %expected0 : tensor<3x3xcomplex<f64>>, tensor<3x3xcomplex<f64>>
}

func.func @triangular_solve_left_no_transpose() -> (tensor<3x2xf32>, tensor<3x2xf32>) {
    %a = stablehlo.constant dense<[[1.0, 7.0, -7.0], [0.0, 2.0, 3.0], [0.0, 0.0, 4.0]]> : tensor<3x3xf32>
    %b = stablehlo.constant dense<[[45.0, 40.0], [-6.0, -13.0], [-16.0, -20.0]]> : tensor<3x2xf32>
    %0 = "stablehlo.triangular_solve"(%a, %b) {left_side = true, lower = false, unit_diagonal = false, transpose_a = #stablehlo<transpose NO_TRANSPOSE>} : (tensor<3x3xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    %expected0 = stablehlo.constant dense<[[-4.0, -2.0], [3.0, 1.0], [-4.0, -5.0]]> : tensor<3x2xf32>
    return %0, %expected0 : tensor<3x2xf32>, tensor<3x2xf32>
}

func.func @triangular_solve_left_transpose() -> (tensor<3x2xf32>, tensor<3x2xf32>) {
    %a = stablehlo.constant dense<[[1.0, 0.0, 0.0], [7.0, 2.0, 0.0], [-7.0, 3.0, 4.0]]> : tensor<3x3xf32>
    %b = stablehlo.constant dense<[[45.0, 40.0], [-6.0, -13.0], [-16.0, -20.0]]> : tensor<3x2xf32>
    %0 = "stablehlo.triangular_solve"(%a, %b) {left_side = true, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose TRANSPOSE>} : (tensor<3x3xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
    %expected0 = stablehlo.constant dense<[[-4.0, -2.0], [3.0, 1.0], [-4.0, -5.0]]> : tensor<3x2xf32>
    return %0, %expected0 : tensor<3x2xf32>, tensor<3x2xf32>
}

func.func @triangular_solve_right_no_transpose() -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %a = stablehlo.constant dense<[[1.0, 7.0, -7.0], [0.0, 2.0, 3.0], [0.0, 0.0, 4.0]]> : tensor<3x3xf32>
    %b = stablehlo.constant dense<[[-4.0, -22.0, 21.0], [-2.0, -12.0, -3.0]]> : tensor<2x3xf32>
    %0 = "stablehlo.triangular_solve"(%a, %b) {left_side = false, lower = false, unit_diagonal = false, transpose_a = #stablehlo<transpose NO_TRANSPOSE>} : (tensor<3x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %expected0 = stablehlo.constant dense<[[-4.0, 3.0, -4.0], [-2.0, 1.0, -5.0]]> : tensor<2x3xf32>
    return %0, %expected0 : tensor<2x3xf32>, tensor<2x3xf32>
}

func.func @triangular_solve_right_transpose() -> (tensor<2x3xf32>, tensor<2x3xf32>) {
    %a = stablehlo.constant dense<[[1.0, 0.0, 0.0], [7.0, 2.0, 0.0], [-7.0, 3.0, 4.0]]> : tensor<3x3xf32>
    %b = stablehlo.constant dense<[[-4.0, -22.0, 21.0], [-2.0, -12.0, -3.0]]> : tensor<2x3xf32>
    %0 = "stablehlo.triangular_solve"(%a, %b) {left_side = false, lower = true, unit_diagonal = false, transpose_a = #stablehlo<transpose TRANSPOSE>} : (tensor<3x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
    %expected0 = stablehlo.constant dense<[[-4.0, 3.0, -4.0], [-2.0, 1.0, -5.0]]> : tensor<2x3xf32>
    return %0, %expected0 : tensor<2x3xf32>, tensor<2x3xf32>
}
