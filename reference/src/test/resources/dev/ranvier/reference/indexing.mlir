// Ops that read or write at run-time indices.
// Each function returns what its ops give, and then what XLA gives on CPU (jaxlib 0.10.2).

func.func @gather_rows() -> (tensor<4x3xi32>, tensor<4x3xi32>) {
    %a = stablehlo.constant dense<[[8, 2, 3, 8, 1], [5, 6, -5, -8, -4], [-4, 7, 8, -9, 0], [6, -7, 6, -7, -1]]> : tensor<4x5xi32>
    %i = stablehlo.constant dense<[[3], [0], [9], [-2]]> : tensor<4x1xi32>
    %0 = "stablehlo.gather"(%a, %i) {dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 3>} : (tensor<4x5xi32>, tensor<4x1xi32>) -> tensor<4x3xi32>
    %expected0 = stablehlo.constant dense<[[6, -7, 6], [8, 2, 3], [6, -7, 6], [8, 2, 3]]> : tensor<4x3xi32>
    return %0, %expected0 : tensor<4x3xi32>, tensor<4x3xi32>
}

func.func @gather_points_with_implicit_vector() -> (tensor<2x2x2xi32>, tensor<2x2x2xi32>) {
    %a = stablehlo.constant dense<[6, -4, -3, -4, 4, -5, 9]> : tensor<7xi32>
    %i = stablehlo.constant dense<[[6, 1], [2, 20]]> : tensor<2x2xi64>
    %0 = "stablehlo.gather"(%a, %i) {dimension_numbers = #stablehlo.gather<offset_dims = [0], start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 2>} : (tensor<7xi32>, tensor<2x2xi64>) -> tensor<2x2x2xi32>
    %expected0 = stablehlo.constant dense<[[[-5, -4], [-3, -5]], [[9, -3], [-4, 9]]]> : tensor<2x2x2xi32>
    return %0, %expected0 : tensor<2x2x2xi32>, tensor<2x2x2xi32>
}

func.func @gather_with_batching() -> (tensor<3x5x2xi32>, tensor<3x5x2xi32>) {
    %a = stablehlo.constant dense<[[[-1, 0], [0, 2], [1, 0], [9, 6]], [[6, 4], [2, -3], [9, -1], [-5, 7]], [[-6, 7], [2, -7], [-9, -1], [-9, -7]]]> : tensor<3x4x2xi32>
    %i = stablehlo.constant dense<[[[2], [5], [2], [4], [5]], [[4], [3], [2], [2], [0]], [[2], [1], [0], [5], [-1]]]> : tensor<3x5x1xi32>
    %0 = "stablehlo.gather"(%a, %i) {dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2>, slice_sizes = array<i64: 1, 1, 2>} : (tensor<3x4x2xi32>, tensor<3x5x1xi32>) -> tensor<3x5x2xi32>
    %expected0 = stablehlo.constant dense<[[[1, 0], [9, 6], [1, 0], [9, 6], [9, 6]], [[-5, 7], [-5, 7], [9, -1], [9, -1], [6, 4]], [[-9, -1], [2, -7], [-6, 7], [-9, -7], [-6, 7]]]> : tensor<3x5x2xi32>
    return %0, %expected0 : tensor<3x5x2xi32>, tensor<3x5x2xi32>
}

func.func @gather_permuted_map() -> (tensor<2x6xi32>, tensor<2x6xi32>) {
    %a = stablehlo.constant dense<[[-8, -6, 9, 4], [7, -6, 4, -2], [0, -9, 2, 6]]> : tensor<3x4xi32>
    %i = stablehlo.constant dense<[[2, 0, 2, 1, 3, 3], [0, 2, 3, 3, 2, 2]]> : tensor<2x6xi32>
    %0 = "stablehlo.gather"(%a, %i) {dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [1], start_index_map = [1, 0], index_vector_dim = 0>, slice_sizes = array<i64: 2, 1>} : (tensor<3x4xi32>, tensor<2x6xi32>) -> tensor<2x6xi32>
    %expected0 = stablehlo.constant dense<[[9, 7, 4, -6, -2, -2], [4, 0, 2, -9, 6, 6]]> : tensor<2x6xi32>
    return %0, %expected0 : tensor<2x6xi32>, tensor<2x6xi32>
}

func.func @scatter_add_repeated_and_outside() -> (tensor<6xi32>, tensor<6xi32>) {
    %a = stablehlo.constant dense<[-9, 5, -1, -8, -5, 1]> : tensor<6xi32>
    %i = stablehlo.constant dense<[[1], [5], [1], [6], [-1]]> : tensor<5x1xi32>
    %u = stablehlo.constant dense<[4, 0, 2, 7, 4]> : tensor<5xi32>
    %0 = "stablehlo.scatter"(%a, %i, %u) ({
    ^bb0(%x: tensor<i32>, %y: tensor<i32>):
      %s = stablehlo.add %x, %y : tensor<i32>
      stablehlo.return %s : tensor<i32>
    }) {scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1>} : (tensor<6xi32>, tensor<5x1xi32>, tensor<5xi32>) -> tensor<6xi32>
    %expected0 = stablehlo.constant dense<[-9, 11, -1, -8, -5, 1]> : tensor<6xi32>
    return %0, %expected0 : tensor<6xi32>, tensor<6xi32>
}

func.func @scatter_with_batching() -> (tensor<2x4x2xi32>, tensor<2x4x2xi32>) {
    %a = stablehlo.constant dense<[[[-3, 3], [2, -7], [-8, 3], [-2, 2]], [[-3, -5], [-7, -2], [6, -2], [-2, 1]]]> : tensor<2x4x2xi32>
    %i = stablehlo.constant dense<[[[3], [1], [2]], [[1], [2], [1]]]> : tensor<2x3x1xi32>
    %u = stablehlo.constant dense<[[[3, 1], [3, 9], [-7, 1]], [[-1, -3], [-5, -9], [-2, 6]]]> : tensor<2x3x2xi32>
    %0 = "stablehlo.scatter"(%a, %i, %u) ({
    ^bb0(%x: tensor<i32>, %y: tensor<i32>):
      %s = stablehlo.add %x, %y : tensor<i32>
      stablehlo.return %s : tensor<i32>
    }) {scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [2], inserted_window_dims = [1], input_batching_dims = [0], scatter_indices_batching_dims = [0], scatter_dims_to_operand_dims = [1], index_vector_dim = 2>} : (tensor<2x4x2xi32>, tensor<2x3x1xi32>, tensor<2x3x2xi32>) -> tensor<2x4x2xi32>
    %expected0 = stablehlo.constant dense<[[[-3, 3], [5, 2], [-15, 4], [1, 3]], [[-3, -5], [-10, 1], [1, -11], [-2, 1]]]> : tensor<2x4x2xi32>
    return %0, %expected0 : tensor<2x4x2xi32>, tensor<2x4x2xi32>
}

func.func @dynamic_slice_is_clamped() -> (tensor<2x3xi32>, tensor<2x3xi32>) {
    %a = stablehlo.constant dense<[[8, 2, 3, 8, 1], [5, 6, -5, -8, -4], [-4, 7, 8, -9, 0], [6, -7, 6, -7, -1]]> : tensor<4x5xi32>
    %i = stablehlo.constant dense<3> : tensor<i32>
    %j = stablehlo.constant dense<-4> : tensor<i32>
    %0 = stablehlo.dynamic_slice %a, %i, %j, sizes = [2, 3] : (tensor<4x5xi32>, tensor<i32>, tensor<i32>) -> tensor<2x3xi32>
    %expected0 = stablehlo.constant dense<[[-4, 7, 8], [6, -7, 6]]> : tensor<2x3xi32>
    return %0, %expected0 : tensor<2x3xi32>, tensor<2x3xi32>
}

func.func @dynamic_update_slice_is_clamped() -> (tensor<4x5xi32>, tensor<4x5xi32>) {
    %a = stablehlo.constant dense<[[8, 2, 3, 8, 1], [5, 6, -5, -8, -4], [-4, 7, 8, -9, 0], [6, -7, 6, -7, -1]]> : tensor<4x5xi32>
    %u = stablehlo.constant dense<[[-8, -2], [9, 9], [-5, -9]]> : tensor<3x2xi32>
    %i = stablehlo.constant dense<2> : tensor<ui32>
    %j = stablehlo.constant dense<4000000000> : tensor<ui32>
    %0 = stablehlo.dynamic_update_slice %a, %u, %i, %j : (tensor<4x5xi32>, tensor<3x2xi32>, tensor<ui32>, tensor<ui32>) -> tensor<4x5xi32>
    %expected0 = stablehlo.constant dense<[[8, 2, 3, 8, 1], [5, 6, -5, -8, -2], [-4, 7, 8, 9, 9], [6, -7, 6, -5, -9]]> : tensor<4x5xi32>
    return %0, %expected0 : tensor<4x5xi32>, tensor<4x5xi32>
}

func.func @torch_index_select_rows() -> (tensor<3x2x3x2xi32>, tensor<3x2x3x2xi32>) {
    %a = stablehlo.constant dense<[[[3, -9], [-4, 0], [7, -8], [3, 1]], [[-7, 7], [7, 0], [8, 2], [8, 9]], [[1, -4], [-7, 1], [-6, 5], [8, -5]]]> : tensor<3x4x2xi32>
    %i = stablehlo.constant dense<[[2, 0, 0], [1, 3, 3]]> : tensor<2x3xi32>
    %0 = "stablehlo.torch_index_select"(%a, %i) {dim = 1 : i64, batch_dims = 0 : i64} : (tensor<3x4x2xi32>, tensor<2x3xi32>) -> tensor<3x2x3x2xi32>
    %expected0 = stablehlo.constant dense<[[[[7, -8], [3, -9], [3, -9]], [[-4, 0], [3, 1], [3, 1]]], [[[8, 2], [-7, 7], [-7, 7]], [[7, 0], [8, 9], [8, 9]]], [[[-6, 5], [1, -4], [1, -4]], [[-7, 1], [8, -5], [8, -5]]]]> : tensor<3x2x3x2xi32>
    return %0, %expected0 : tensor<3x2x3x2xi32>, tensor<3x2x3x2xi32>
}

func.func @torch_index_select_in_batches() -> (tensor<3x3x2xi32>, tensor<3x3x2xi32>) {
    %a = stablehlo.constant dense<[[[3, 2], [1, -8], [-2, 9], [-2, -5]], [[-5, 4], [-9, 9], [7, 1], [-1, 5]], [[1, 0], [-3, -1], [5, -8], [-9, 4]]]> : tensor<3x4x2xi32>
    %i = stablehlo.constant dense<[[1, 3, 0], [3, 0, 1], [3, 0, 2]]> : tensor<3x3xi32>
    %0 = "stablehlo.torch_index_select"(%a, %i) {dim = 1 : i64, batch_dims = 1 : i64} : (tensor<3x4x2xi32>, tensor<3x3xi32>) -> tensor<3x3x2xi32>
    %expected0 = stablehlo.constant dense<[[[1, -8], [-2, -5], [3, 2]], [[-1, 5], [-5, 4], [-9, 9]], [[-9, 4], [1, 0], [5, -8]]]> : tensor<3x3x2xi32>
    return %0, %expected0 : tensor<3x3x2xi32>, tensor<3x3x2xi32>
}
