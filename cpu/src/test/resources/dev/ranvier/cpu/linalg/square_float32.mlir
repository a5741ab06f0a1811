module @jit_squares attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<2x4x4xf32>) -> (tensor<f32> {jax.result_info = "result['cholesky']"}, tensor<f32> {jax.result_info = "result['eig']"}, tensor<f32> {jax.result_info = "result['eigh']"}, tensor<f32> {jax.result_info = "result['gtsv']"}, tensor<f32> {jax.result_info = "result['hessenberg']"}, tensor<f32> {jax.result_info = "result['inverse']"}, tensor<f32> {jax.result_info = "result['left']"}, tensor<f32> {jax.result_info = "result['nan']"}, tensor<f32> {jax.result_info = "result['schur']"}, tensor<f32> {jax.result_info = "result['solve']"}, tensor<f32> {jax.result_info = "result['tridiagonal']"}, tensor<f32> {jax.result_info = "result['trsm']"}, tensor<f32> {jax.result_info = "result['unitary']"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<2x4x4xf32>
    %2 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %3 = stablehlo.dot_general %arg0, %2, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %4 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %5 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c = stablehlo.constant dense<0> : tensor<i64>
    %6 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %7 = stablehlo.add %4, %6 : tensor<4x4xi64>
    %8 = stablehlo.compare EQ, %7, %5, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %9 = stablehlo.convert %8 : (tensor<4x4xi1>) -> tensor<4x4xf32>
    %cst = stablehlo.constant dense<4.000000e+00> : tensor<f32>
    %10 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<4x4xf32>
    %11 = stablehlo.multiply %10, %9 : tensor<4x4xf32>
    %12 = stablehlo.broadcast_in_dim %11, dims = [1, 2] : (tensor<4x4xf32>) -> tensor<1x4x4xf32>
    %13 = stablehlo.broadcast_in_dim %12, dims = [0, 1, 2] : (tensor<1x4x4xf32>) -> tensor<2x4x4xf32>
    %14 = stablehlo.add %3, %13 : tensor<2x4x4xf32>
    %15:2 = stablehlo.custom_call @lapack_spotrf_ffi(%14) {backend_config = "", mhlo.backend_config = {uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2xi32>)
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %16 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %17 = stablehlo.compare EQ, %15#1, %16, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %18 = stablehlo.broadcast_in_dim %17, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_1 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %19 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %20 = stablehlo.broadcast_in_dim %18, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %21 = stablehlo.select %20, %15#0, %19 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %22 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %23 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %24 = stablehlo.add %22, %23 : tensor<4x4xi64>
    %25 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %26 = stablehlo.compare GE, %24, %25, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %27 = stablehlo.broadcast_in_dim %26, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst_3 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %28 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %29 = stablehlo.select %27, %21, %28 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %30 = stablehlo.transpose %1, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %31 = stablehlo.add %1, %30 : tensor<2x4x4xf32>
    %cst_4 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %32 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %33 = stablehlo.divide %31, %32 : tensor<2x4x4xf32>
    %34:3 = stablehlo.custom_call @lapack_ssyevd_ffi(%33) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2xi32>)
    %c_5 = stablehlo.constant dense<0> : tensor<i32>
    %35 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %36 = stablehlo.compare EQ, %34#2, %35, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %37 = stablehlo.broadcast_in_dim %36, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_6 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %38 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %39 = stablehlo.broadcast_in_dim %37, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %40 = stablehlo.select %39, %34#0, %38 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %41 = stablehlo.broadcast_in_dim %36, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_7 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %42 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %43 = stablehlo.broadcast_in_dim %41, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %44 = stablehlo.select %43, %34#1, %42 : tensor<2x4xi1>, tensor<2x4xf32>
    %45:5 = stablehlo.custom_call @lapack_sgeev_ffi(%arg0) {backend_config = "", mhlo.backend_config = {compute_left = 86 : ui8, compute_right = 86 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], result_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2xi32>)
    %46 = stablehlo.complex %45#0, %45#1 : tensor<2x4xcomplex<f32>>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %47 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %48 = stablehlo.compare EQ, %45#4, %47, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %49 = stablehlo.broadcast_in_dim %48, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_9 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %50 = stablehlo.broadcast_in_dim %cst_9, dims = [] : (tensor<complex<f32>>) -> tensor<2x4xcomplex<f32>>
    %51 = stablehlo.broadcast_in_dim %49, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %52 = stablehlo.select %51, %46, %50 : tensor<2x4xi1>, tensor<2x4xcomplex<f32>>
    %53 = stablehlo.broadcast_in_dim %48, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_10 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %54 = stablehlo.broadcast_in_dim %cst_10, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %55 = stablehlo.broadcast_in_dim %53, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %56 = stablehlo.select %55, %45#2, %54 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %57 = stablehlo.broadcast_in_dim %48, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_11 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %58 = stablehlo.broadcast_in_dim %cst_11, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %59 = stablehlo.broadcast_in_dim %57, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %60 = stablehlo.select %59, %45#3, %58 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %61 = stablehlo.convert %arg0 : (tensor<2x4x4xf32>) -> tensor<2x4x4xcomplex<f32>>
    %62:6 = stablehlo.custom_call @lapack_sgees_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, sort = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2xi32>, tensor<2xi32>)
    %c_12 = stablehlo.constant dense<0> : tensor<i32>
    %63 = stablehlo.broadcast_in_dim %c_12, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %64 = stablehlo.compare EQ, %62#5, %63, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %65 = stablehlo.broadcast_in_dim %64, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_13 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %66 = stablehlo.broadcast_in_dim %cst_13, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %67 = stablehlo.broadcast_in_dim %65, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %68 = stablehlo.select %67, %62#0, %66 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %69 = stablehlo.broadcast_in_dim %64, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_14 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %70 = stablehlo.broadcast_in_dim %cst_14, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %71 = stablehlo.broadcast_in_dim %69, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %72 = stablehlo.select %71, %62#1, %70 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %73:3 = stablehlo.custom_call @lapack_sgehrd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {high = 4 : i32, low = 1 : i32}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x3xf32>, tensor<2xi32>)
    %c_15 = stablehlo.constant dense<0> : tensor<i32>
    %74 = stablehlo.broadcast_in_dim %c_15, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %75 = stablehlo.compare EQ, %73#2, %74, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %76 = stablehlo.broadcast_in_dim %75, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_16 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %77 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %78 = stablehlo.broadcast_in_dim %76, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %79 = stablehlo.select %78, %73#0, %77 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %80 = stablehlo.broadcast_in_dim %75, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_17 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %81 = stablehlo.broadcast_in_dim %cst_17, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %82 = stablehlo.broadcast_in_dim %80, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %83 = stablehlo.select %82, %73#1, %81 : tensor<2x3xi1>, tensor<2x3xf32>
    %84 = stablehlo.slice %79 [0:2, 1:4, 0:3] : (tensor<2x4x4xf32>) -> tensor<2x3x3xf32>
    %85 = stablehlo.custom_call @lapack_sorgqr_ffi(%84, %83) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x3x3xf32>, tensor<2x3xf32>) -> tensor<2x3x3xf32>
    %cst_18 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %86 = stablehlo.broadcast_in_dim %cst_18, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %c_19 = stablehlo.constant dense<0> : tensor<i32>
    %87 = stablehlo.broadcast_in_dim %c_19, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %c_20 = stablehlo.constant dense<0> : tensor<i32>
    %88 = stablehlo.broadcast_in_dim %c_20, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %89 = stablehlo.concatenate %87, %88, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %cst_21 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %90 = stablehlo.broadcast_in_dim %cst_21, dims = [] : (tensor<f32>) -> tensor<2xf32>
    %91 = "stablehlo.scatter"(%86, %89, %90) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2]>, unique_indices = true}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<2xi32>, tensor<2xf32>) -> tensor<2x4x4xf32>
    %c_22 = stablehlo.constant dense<1> : tensor<i32>
    %92 = stablehlo.broadcast_in_dim %c_22, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %c_23 = stablehlo.constant dense<1> : tensor<i32>
    %93 = stablehlo.broadcast_in_dim %c_23, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %94 = stablehlo.concatenate %92, %93, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %95 = "stablehlo.scatter"(%91, %94, %85) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0, 1, 2], scatter_dims_to_operand_dims = [1, 2]>, unique_indices = true}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<2xi32>, tensor<2x3x3xf32>) -> tensor<2x4x4xf32>
    %96:5 = stablehlo.custom_call @lapack_ssytrd_ffi(%1) {backend_config = "", mhlo.backend_config = {uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2xi32>)
    %c_24 = stablehlo.constant dense<0> : tensor<i32>
    %97 = stablehlo.broadcast_in_dim %c_24, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %98 = stablehlo.compare EQ, %96#4, %97, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %99 = stablehlo.broadcast_in_dim %98, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_25 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %100 = stablehlo.broadcast_in_dim %cst_25, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %101 = stablehlo.broadcast_in_dim %99, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %102 = stablehlo.select %101, %96#0, %100 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %103 = stablehlo.broadcast_in_dim %98, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_26 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %104 = stablehlo.broadcast_in_dim %cst_26, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %105 = stablehlo.broadcast_in_dim %103, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %106 = stablehlo.select %105, %96#1, %104 : tensor<2x4xi1>, tensor<2x4xf32>
    %107 = stablehlo.broadcast_in_dim %98, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_27 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %108 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %109 = stablehlo.broadcast_in_dim %107, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %110 = stablehlo.select %109, %96#2, %108 : tensor<2x3xi1>, tensor<2x3xf32>
    %111 = stablehlo.broadcast_in_dim %98, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_28 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %112 = stablehlo.broadcast_in_dim %cst_28, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %113 = stablehlo.broadcast_in_dim %111, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %114 = stablehlo.select %113, %96#3, %112 : tensor<2x3xi1>, tensor<2x3xf32>
    %115 = stablehlo.iota dim = 0 : tensor<4xi64>
    %cst_29 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %116 = stablehlo.broadcast_in_dim %cst_29, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %c_30 = stablehlo.constant dense<0> : tensor<i64>
    %117 = stablehlo.broadcast_in_dim %c_30, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %118 = stablehlo.compare LT, %115, %117, SIGNED : (tensor<4xi64>, tensor<4xi64>) -> tensor<4xi1>
    %c_31 = stablehlo.constant dense<4> : tensor<i64>
    %119 = stablehlo.broadcast_in_dim %c_31, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %120 = stablehlo.add %115, %119 : tensor<4xi64>
    %121 = stablehlo.select %118, %120, %115 : tensor<4xi1>, tensor<4xi64>
    %c_32 = stablehlo.constant dense<0> : tensor<i64>
    %122 = stablehlo.broadcast_in_dim %c_32, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %123 = stablehlo.compare LT, %115, %122, SIGNED : (tensor<4xi64>, tensor<4xi64>) -> tensor<4xi1>
    %c_33 = stablehlo.constant dense<4> : tensor<i64>
    %124 = stablehlo.broadcast_in_dim %c_33, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %125 = stablehlo.add %115, %124 : tensor<4xi64>
    %126 = stablehlo.select %123, %125, %115 : tensor<4xi1>, tensor<4xi64>
    %127 = stablehlo.convert %121 : (tensor<4xi64>) -> tensor<4xi32>
    %128 = stablehlo.convert %126 : (tensor<4xi64>) -> tensor<4xi32>
    %129 = stablehlo.broadcast_in_dim %127, dims = [0] : (tensor<4xi32>) -> tensor<4x1xi32>
    %130 = stablehlo.broadcast_in_dim %128, dims = [0] : (tensor<4xi32>) -> tensor<4x1xi32>
    %131 = stablehlo.concatenate %129, %130, dim = 1 : (tensor<4x1xi32>, tensor<4x1xi32>) -> tensor<4x2xi32>
    %132 = "stablehlo.scatter"(%116, %131, %106) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<4x2xi32>, tensor<2x4xf32>) -> tensor<2x4x4xf32>
    %133 = stablehlo.slice %115 [1:4] : (tensor<4xi64>) -> tensor<3xi64>
    %134 = stablehlo.slice %115 [0:3] : (tensor<4xi64>) -> tensor<3xi64>
    %c_34 = stablehlo.constant dense<0> : tensor<i64>
    %135 = stablehlo.broadcast_in_dim %c_34, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %136 = stablehlo.compare LT, %133, %135, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_35 = stablehlo.constant dense<4> : tensor<i64>
    %137 = stablehlo.broadcast_in_dim %c_35, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %138 = stablehlo.add %133, %137 : tensor<3xi64>
    %139 = stablehlo.select %136, %138, %133 : tensor<3xi1>, tensor<3xi64>
    %c_36 = stablehlo.constant dense<0> : tensor<i64>
    %140 = stablehlo.broadcast_in_dim %c_36, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %141 = stablehlo.compare LT, %134, %140, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_37 = stablehlo.constant dense<4> : tensor<i64>
    %142 = stablehlo.broadcast_in_dim %c_37, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %143 = stablehlo.add %134, %142 : tensor<3xi64>
    %144 = stablehlo.select %141, %143, %134 : tensor<3xi1>, tensor<3xi64>
    %145 = stablehlo.convert %139 : (tensor<3xi64>) -> tensor<3xi32>
    %146 = stablehlo.convert %144 : (tensor<3xi64>) -> tensor<3xi32>
    %147 = stablehlo.broadcast_in_dim %145, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %148 = stablehlo.broadcast_in_dim %146, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %149 = stablehlo.concatenate %147, %148, dim = 1 : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x2xi32>
    %150 = "stablehlo.scatter"(%132, %149, %110) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<3x2xi32>, tensor<2x3xf32>) -> tensor<2x4x4xf32>
    %151 = stablehlo.slice %115 [0:3] : (tensor<4xi64>) -> tensor<3xi64>
    %152 = stablehlo.slice %115 [1:4] : (tensor<4xi64>) -> tensor<3xi64>
    %c_38 = stablehlo.constant dense<0> : tensor<i64>
    %153 = stablehlo.broadcast_in_dim %c_38, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %154 = stablehlo.compare LT, %151, %153, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_39 = stablehlo.constant dense<4> : tensor<i64>
    %155 = stablehlo.broadcast_in_dim %c_39, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %156 = stablehlo.add %151, %155 : tensor<3xi64>
    %157 = stablehlo.select %154, %156, %151 : tensor<3xi1>, tensor<3xi64>
    %c_40 = stablehlo.constant dense<0> : tensor<i64>
    %158 = stablehlo.broadcast_in_dim %c_40, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %159 = stablehlo.compare LT, %152, %158, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_41 = stablehlo.constant dense<4> : tensor<i64>
    %160 = stablehlo.broadcast_in_dim %c_41, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %161 = stablehlo.add %152, %160 : tensor<3xi64>
    %162 = stablehlo.select %159, %161, %152 : tensor<3xi1>, tensor<3xi64>
    %163 = stablehlo.convert %157 : (tensor<3xi64>) -> tensor<3xi32>
    %164 = stablehlo.convert %162 : (tensor<3xi64>) -> tensor<3xi32>
    %165 = stablehlo.broadcast_in_dim %163, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %166 = stablehlo.broadcast_in_dim %164, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %167 = stablehlo.concatenate %165, %166, dim = 1 : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x2xi32>
    %168 = "stablehlo.scatter"(%150, %167, %110) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<3x2xi32>, tensor<2x3xf32>) -> tensor<2x4x4xf32>
    %169 = call @eigvalsh(%168) : (tensor<2x4x4xf32>) -> tensor<2x4xf32>
    %170 = stablehlo.transpose %29, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %171 = stablehlo.dot_general %29, %170, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %172 = stablehlo.subtract %171, %14 : tensor<2x4x4xf32>
    %173 = stablehlo.abs %172 : tensor<2x4x4xf32>
    %cst_42 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %174 = stablehlo.reduce(%173 init: %cst_42) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_43 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %175 = stablehlo.maximum %cst_43, %174 : tensor<f32>
    %176 = stablehlo.dot_general %1, %40, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %177 = stablehlo.broadcast_in_dim %44, dims = [0, 2] : (tensor<2x4xf32>) -> tensor<2x1x4xf32>
    %178 = stablehlo.broadcast_in_dim %177, dims = [0, 1, 2] : (tensor<2x1x4xf32>) -> tensor<2x4x4xf32>
    %179 = stablehlo.multiply %40, %178 : tensor<2x4x4xf32>
    %180 = stablehlo.subtract %176, %179 : tensor<2x4x4xf32>
    %181 = stablehlo.abs %180 : tensor<2x4x4xf32>
    %cst_44 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %182 = stablehlo.reduce(%181 init: %cst_44) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_45 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %183 = stablehlo.maximum %cst_45, %182 : tensor<f32>
    %184 = stablehlo.transpose %40, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %185 = stablehlo.dot_general %184, %40, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %186 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %187 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_46 = stablehlo.constant dense<0> : tensor<i64>
    %188 = stablehlo.broadcast_in_dim %c_46, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %189 = stablehlo.add %186, %188 : tensor<4x4xi64>
    %190 = stablehlo.compare EQ, %189, %187, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %191 = stablehlo.convert %190 : (tensor<4x4xi1>) -> tensor<4x4xf32>
    %192 = stablehlo.broadcast_in_dim %191, dims = [1, 2] : (tensor<4x4xf32>) -> tensor<1x4x4xf32>
    %193 = stablehlo.broadcast_in_dim %192, dims = [0, 1, 2] : (tensor<1x4x4xf32>) -> tensor<2x4x4xf32>
    %194 = stablehlo.subtract %185, %193 : tensor<2x4x4xf32>
    %195 = stablehlo.abs %194 : tensor<2x4x4xf32>
    %cst_47 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %196 = stablehlo.reduce(%195 init: %cst_47) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_48 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %197 = stablehlo.maximum %cst_48, %196 : tensor<f32>
    %198 = stablehlo.dot_general %61, %60, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %199 = stablehlo.broadcast_in_dim %52, dims = [0, 2] : (tensor<2x4xcomplex<f32>>) -> tensor<2x1x4xcomplex<f32>>
    %200 = stablehlo.broadcast_in_dim %199, dims = [0, 1, 2] : (tensor<2x1x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %201 = stablehlo.multiply %60, %200 : tensor<2x4x4xcomplex<f32>>
    %202 = stablehlo.subtract %198, %201 : tensor<2x4x4xcomplex<f32>>
    %203 = stablehlo.abs %202 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_49 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %204 = stablehlo.reduce(%203 init: %cst_49) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_50 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %205 = stablehlo.maximum %cst_50, %204 : tensor<f32>
    %206 = stablehlo.transpose %56, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %207 = stablehlo.real %206 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %208 = stablehlo.imag %206 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %209 = stablehlo.negate %208 : tensor<2x4x4xf32>
    %210 = stablehlo.complex %207, %209 : tensor<2x4x4xcomplex<f32>>
    %211 = stablehlo.dot_general %210, %61, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %212 = stablehlo.broadcast_in_dim %52, dims = [0, 1] : (tensor<2x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %213 = stablehlo.transpose %56, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %214 = stablehlo.real %213 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %215 = stablehlo.imag %213 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %216 = stablehlo.negate %215 : tensor<2x4x4xf32>
    %217 = stablehlo.complex %214, %216 : tensor<2x4x4xcomplex<f32>>
    %218 = stablehlo.broadcast_in_dim %212, dims = [0, 1, 2] : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %219 = stablehlo.multiply %218, %217 : tensor<2x4x4xcomplex<f32>>
    %220 = stablehlo.subtract %211, %219 : tensor<2x4x4xcomplex<f32>>
    %221 = stablehlo.abs %220 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_51 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %222 = stablehlo.reduce(%221 init: %cst_51) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_52 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %223 = stablehlo.maximum %cst_52, %222 : tensor<f32>
    %224 = stablehlo.dot_general %72, %68, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %225 = stablehlo.transpose %72, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %226 = stablehlo.dot_general %224, %225, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %227 = stablehlo.subtract %226, %arg0 : tensor<2x4x4xf32>
    %228 = stablehlo.abs %227 : tensor<2x4x4xf32>
    %cst_53 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %229 = stablehlo.reduce(%228 init: %cst_53) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_54 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %230 = stablehlo.maximum %cst_54, %229 : tensor<f32>
    %231 = call @triu(%79) : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %232 = stablehlo.dot_general %95, %231, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %233 = stablehlo.transpose %95, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %234 = stablehlo.dot_general %232, %233, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %235 = stablehlo.subtract %234, %arg0 : tensor<2x4x4xf32>
    %236 = stablehlo.abs %235 : tensor<2x4x4xf32>
    %cst_55 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %237 = stablehlo.reduce(%236 init: %cst_55) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_56 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %238 = stablehlo.maximum %cst_56, %237 : tensor<f32>
    %239 = stablehlo.subtract %169, %44 : tensor<2x4xf32>
    %240 = stablehlo.abs %239 : tensor<2x4xf32>
    %cst_57 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %241 = stablehlo.reduce(%240 init: %cst_57) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_58 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %242 = stablehlo.maximum %cst_58, %241 : tensor<f32>
    %243 = stablehlo.slice %arg0 [0:2, 0:4, 0:2] : (tensor<2x4x4xf32>) -> tensor<2x4x2xf32>
    %244 = call @solve(%arg0, %243) : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %245 = stablehlo.dot_general %arg0, %244, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %246 = stablehlo.slice %arg0 [0:2, 0:4, 0:2] : (tensor<2x4x4xf32>) -> tensor<2x4x2xf32>
    %247 = stablehlo.subtract %245, %246 : tensor<2x4x2xf32>
    %248 = stablehlo.abs %247 : tensor<2x4x2xf32>
    %cst_59 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %249 = stablehlo.reduce(%248 init: %cst_59) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_60 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %250 = stablehlo.maximum %cst_60, %249 : tensor<f32>
    %251 = call @inv(%14) : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %252 = stablehlo.dot_general %251, %14, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %253 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %254 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_61 = stablehlo.constant dense<0> : tensor<i64>
    %255 = stablehlo.broadcast_in_dim %c_61, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %256 = stablehlo.add %253, %255 : tensor<4x4xi64>
    %257 = stablehlo.compare EQ, %256, %254, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %258 = stablehlo.convert %257 : (tensor<4x4xi1>) -> tensor<4x4xf32>
    %259 = stablehlo.broadcast_in_dim %258, dims = [1, 2] : (tensor<4x4xf32>) -> tensor<1x4x4xf32>
    %260 = stablehlo.broadcast_in_dim %259, dims = [0, 1, 2] : (tensor<1x4x4xf32>) -> tensor<2x4x4xf32>
    %261 = stablehlo.subtract %252, %260 : tensor<2x4x4xf32>
    %262 = stablehlo.abs %261 : tensor<2x4x4xf32>
    %cst_62 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %263 = stablehlo.reduce(%262 init: %cst_62) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_63 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %264 = stablehlo.maximum %cst_63, %263 : tensor<f32>
    %265 = stablehlo.slice %arg0 [0:2, 0:4, 0:2] : (tensor<2x4x4xf32>) -> tensor<2x4x2xf32>
    %266 = call @tril(%arg0) : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %267 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %268 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_64 = stablehlo.constant dense<0> : tensor<i64>
    %269 = stablehlo.broadcast_in_dim %c_64, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %270 = stablehlo.add %267, %269 : tensor<4x4xi64>
    %271 = stablehlo.compare EQ, %270, %268, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %272 = stablehlo.convert %271 : (tensor<4x4xi1>) -> tensor<4x4xf32>
    %cst_65 = stablehlo.constant dense<8.000000e+00> : tensor<f32>
    %273 = stablehlo.broadcast_in_dim %cst_65, dims = [] : (tensor<f32>) -> tensor<4x4xf32>
    %274 = stablehlo.multiply %273, %272 : tensor<4x4xf32>
    %275 = stablehlo.broadcast_in_dim %274, dims = [1, 2] : (tensor<4x4xf32>) -> tensor<1x4x4xf32>
    %276 = stablehlo.broadcast_in_dim %275, dims = [0, 1, 2] : (tensor<1x4x4xf32>) -> tensor<2x4x4xf32>
    %277 = stablehlo.add %266, %276 : tensor<2x4x4xf32>
    %278 = stablehlo.custom_call @lapack_strsm_ffi(%277, %265) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %279 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %280 = stablehlo.custom_call @lapack_strsm_ffi(%277, %279) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x2x4xf32>) -> tensor<2x2x4xf32>
    %281 = stablehlo.dot_general %277, %278, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %282 = stablehlo.subtract %281, %265 : tensor<2x4x2xf32>
    %283 = stablehlo.abs %282 : tensor<2x4x2xf32>
    %cst_66 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %284 = stablehlo.reduce(%283 init: %cst_66) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_67 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %285 = stablehlo.maximum %cst_67, %284 : tensor<f32>
    %286 = stablehlo.dot_general %280, %277, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xf32>, tensor<2x4x4xf32>) -> tensor<2x2x4xf32>
    %287 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %288 = stablehlo.subtract %286, %287 : tensor<2x2x4xf32>
    %289 = stablehlo.abs %288 : tensor<2x2x4xf32>
    %cst_68 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %290 = stablehlo.reduce(%289 init: %cst_68) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_69 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %291 = stablehlo.maximum %cst_69, %290 : tensor<f32>
    %292 = stablehlo.add %285, %291 : tensor<f32>
    %cst_70 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %293 = stablehlo.add %cst_70, %292 : tensor<f32>
    %294 = stablehlo.transpose %277, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %295 = stablehlo.custom_call @lapack_strsm_ffi(%277, %265) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 84 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %296 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %297 = stablehlo.custom_call @lapack_strsm_ffi(%277, %296) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 84 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x2x4xf32>) -> tensor<2x2x4xf32>
    %298 = stablehlo.dot_general %294, %295, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %299 = stablehlo.subtract %298, %265 : tensor<2x4x2xf32>
    %300 = stablehlo.abs %299 : tensor<2x4x2xf32>
    %cst_71 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %301 = stablehlo.reduce(%300 init: %cst_71) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_72 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %302 = stablehlo.maximum %cst_72, %301 : tensor<f32>
    %303 = stablehlo.dot_general %297, %294, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xf32>, tensor<2x4x4xf32>) -> tensor<2x2x4xf32>
    %304 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %305 = stablehlo.subtract %303, %304 : tensor<2x2x4xf32>
    %306 = stablehlo.abs %305 : tensor<2x2x4xf32>
    %cst_73 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %307 = stablehlo.reduce(%306 init: %cst_73) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_74 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %308 = stablehlo.maximum %cst_74, %307 : tensor<f32>
    %309 = stablehlo.add %302, %308 : tensor<f32>
    %310 = stablehlo.add %293, %309 : tensor<f32>
    %311 = stablehlo.transpose %277, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %312 = stablehlo.custom_call @lapack_strsm_ffi(%277, %265) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 84 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %313 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %314 = stablehlo.custom_call @lapack_strsm_ffi(%277, %313) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 84 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x2x4xf32>) -> tensor<2x2x4xf32>
    %315 = stablehlo.dot_general %311, %312, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %316 = stablehlo.subtract %315, %265 : tensor<2x4x2xf32>
    %317 = stablehlo.abs %316 : tensor<2x4x2xf32>
    %cst_75 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %318 = stablehlo.reduce(%317 init: %cst_75) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_76 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %319 = stablehlo.maximum %cst_76, %318 : tensor<f32>
    %320 = stablehlo.dot_general %314, %311, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xf32>, tensor<2x4x4xf32>) -> tensor<2x2x4xf32>
    %321 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %322 = stablehlo.subtract %320, %321 : tensor<2x2x4xf32>
    %323 = stablehlo.abs %322 : tensor<2x2x4xf32>
    %cst_77 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %324 = stablehlo.reduce(%323 init: %cst_77) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_78 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %325 = stablehlo.maximum %cst_78, %324 : tensor<f32>
    %326 = stablehlo.add %319, %325 : tensor<f32>
    %327 = stablehlo.add %310, %326 : tensor<f32>
    %328 = call @triu_2(%arg0) : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %329 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %330 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_79 = stablehlo.constant dense<0> : tensor<i64>
    %331 = stablehlo.broadcast_in_dim %c_79, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %332 = stablehlo.add %329, %331 : tensor<4x4xi64>
    %333 = stablehlo.compare EQ, %332, %330, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %334 = stablehlo.convert %333 : (tensor<4x4xi1>) -> tensor<4x4xf32>
    %cst_80 = stablehlo.constant dense<8.000000e+00> : tensor<f32>
    %335 = stablehlo.broadcast_in_dim %cst_80, dims = [] : (tensor<f32>) -> tensor<4x4xf32>
    %336 = stablehlo.multiply %335, %334 : tensor<4x4xf32>
    %337 = stablehlo.broadcast_in_dim %336, dims = [1, 2] : (tensor<4x4xf32>) -> tensor<1x4x4xf32>
    %338 = stablehlo.broadcast_in_dim %337, dims = [0, 1, 2] : (tensor<1x4x4xf32>) -> tensor<2x4x4xf32>
    %339 = stablehlo.add %328, %338 : tensor<2x4x4xf32>
    %340 = stablehlo.custom_call @lapack_strsm_ffi(%339, %265) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %341 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %342 = stablehlo.custom_call @lapack_strsm_ffi(%339, %341) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x2x4xf32>) -> tensor<2x2x4xf32>
    %343 = stablehlo.dot_general %339, %340, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %344 = stablehlo.subtract %343, %265 : tensor<2x4x2xf32>
    %345 = stablehlo.abs %344 : tensor<2x4x2xf32>
    %cst_81 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %346 = stablehlo.reduce(%345 init: %cst_81) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_82 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %347 = stablehlo.maximum %cst_82, %346 : tensor<f32>
    %348 = stablehlo.dot_general %342, %339, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xf32>, tensor<2x4x4xf32>) -> tensor<2x2x4xf32>
    %349 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %350 = stablehlo.subtract %348, %349 : tensor<2x2x4xf32>
    %351 = stablehlo.abs %350 : tensor<2x2x4xf32>
    %cst_83 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %352 = stablehlo.reduce(%351 init: %cst_83) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_84 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %353 = stablehlo.maximum %cst_84, %352 : tensor<f32>
    %354 = stablehlo.add %347, %353 : tensor<f32>
    %355 = stablehlo.add %327, %354 : tensor<f32>
    %356 = stablehlo.transpose %339, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %357 = stablehlo.custom_call @lapack_strsm_ffi(%339, %265) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 84 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %358 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %359 = stablehlo.custom_call @lapack_strsm_ffi(%339, %358) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 84 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x2x4xf32>) -> tensor<2x2x4xf32>
    %360 = stablehlo.dot_general %356, %357, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %361 = stablehlo.subtract %360, %265 : tensor<2x4x2xf32>
    %362 = stablehlo.abs %361 : tensor<2x4x2xf32>
    %cst_85 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %363 = stablehlo.reduce(%362 init: %cst_85) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_86 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %364 = stablehlo.maximum %cst_86, %363 : tensor<f32>
    %365 = stablehlo.dot_general %359, %356, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xf32>, tensor<2x4x4xf32>) -> tensor<2x2x4xf32>
    %366 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %367 = stablehlo.subtract %365, %366 : tensor<2x2x4xf32>
    %368 = stablehlo.abs %367 : tensor<2x2x4xf32>
    %cst_87 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %369 = stablehlo.reduce(%368 init: %cst_87) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_88 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %370 = stablehlo.maximum %cst_88, %369 : tensor<f32>
    %371 = stablehlo.add %364, %370 : tensor<f32>
    %372 = stablehlo.add %355, %371 : tensor<f32>
    %373 = stablehlo.transpose %339, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %374 = stablehlo.custom_call @lapack_strsm_ffi(%339, %265) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 84 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %375 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %376 = stablehlo.custom_call @lapack_strsm_ffi(%339, %375) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 84 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x2x4xf32>) -> tensor<2x2x4xf32>
    %377 = stablehlo.dot_general %373, %374, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %378 = stablehlo.subtract %377, %265 : tensor<2x4x2xf32>
    %379 = stablehlo.abs %378 : tensor<2x4x2xf32>
    %cst_89 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %380 = stablehlo.reduce(%379 init: %cst_89) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_90 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %381 = stablehlo.maximum %cst_90, %380 : tensor<f32>
    %382 = stablehlo.dot_general %376, %373, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xf32>, tensor<2x4x4xf32>) -> tensor<2x2x4xf32>
    %383 = stablehlo.transpose %265, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %384 = stablehlo.subtract %382, %383 : tensor<2x2x4xf32>
    %385 = stablehlo.abs %384 : tensor<2x2x4xf32>
    %cst_91 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %386 = stablehlo.reduce(%385 init: %cst_91) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_92 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %387 = stablehlo.maximum %cst_92, %386 : tensor<f32>
    %388 = stablehlo.add %381, %387 : tensor<f32>
    %389 = stablehlo.add %372, %388 : tensor<f32>
    %390 = call @tril(%arg0) : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %391 = stablehlo.custom_call @lapack_strsm_ffi(%390, %265) {backend_config = "", mhlo.backend_config = {diag = 85 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %392 = call @tril_3(%arg0) : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %393 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %394 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_93 = stablehlo.constant dense<0> : tensor<i64>
    %395 = stablehlo.broadcast_in_dim %c_93, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %396 = stablehlo.add %393, %395 : tensor<4x4xi64>
    %397 = stablehlo.compare EQ, %396, %394, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %398 = stablehlo.convert %397 : (tensor<4x4xi1>) -> tensor<4x4xf32>
    %399 = stablehlo.broadcast_in_dim %398, dims = [1, 2] : (tensor<4x4xf32>) -> tensor<1x4x4xf32>
    %400 = stablehlo.broadcast_in_dim %399, dims = [0, 1, 2] : (tensor<1x4x4xf32>) -> tensor<2x4x4xf32>
    %401 = stablehlo.add %392, %400 : tensor<2x4x4xf32>
    %402 = stablehlo.dot_general %401, %391, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %403 = stablehlo.subtract %402, %265 : tensor<2x4x2xf32>
    %404 = stablehlo.abs %403 : tensor<2x4x2xf32>
    %cst_94 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %405 = stablehlo.reduce(%404 init: %cst_94) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_95 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %406 = stablehlo.maximum %cst_95, %405 : tensor<f32>
    %407 = stablehlo.add %389, %406 : tensor<f32>
    %408 = stablehlo.slice %arg0 [0:2, 0:4, 0:1] : (tensor<2x4x4xf32>) -> tensor<2x4x1xf32>
    %409 = stablehlo.reshape %408 : (tensor<2x4x1xf32>) -> tensor<2x4xf32>
    %cst_96 = stablehlo.constant dense<8.000000e+00> : tensor<f32>
    %410 = stablehlo.broadcast_in_dim %cst_96, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %411 = stablehlo.add %409, %410 : tensor<2x4xf32>
    %412 = stablehlo.slice %arg0 [0:2, 0:4, 1:2] : (tensor<2x4x4xf32>) -> tensor<2x4x1xf32>
    %413 = stablehlo.reshape %412 : (tensor<2x4x1xf32>) -> tensor<2x4xf32>
    %414 = stablehlo.slice %arg0 [0:2, 0:4, 2:3] : (tensor<2x4x4xf32>) -> tensor<2x4x1xf32>
    %415 = stablehlo.reshape %414 : (tensor<2x4x1xf32>) -> tensor<2x4xf32>
    %416:5 = stablehlo.custom_call @lapack_sgtsv_ffi(%413, %411, %415, %arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 1, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [2], operand_index = 2, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [3], operand_index = 3, operand_tuple_indices = []>], result_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4x4xf32>, tensor<2xi32>)
    %c_97 = stablehlo.constant dense<0> : tensor<i32>
    %417 = stablehlo.broadcast_in_dim %c_97, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %418 = stablehlo.compare EQ, %416#4, %417, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %419 = stablehlo.broadcast_in_dim %418, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_98 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %420 = stablehlo.broadcast_in_dim %cst_98, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %421 = stablehlo.broadcast_in_dim %419, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %422 = stablehlo.select %421, %416#3, %420 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %423 = stablehlo.slice %422 [0:2, 1:4, 0:4] : (tensor<2x4x4xf32>) -> tensor<2x3x4xf32>
    %cst_99 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %424 = stablehlo.broadcast_in_dim %cst_99, dims = [] : (tensor<f32>) -> tensor<2x1x4xf32>
    %425 = stablehlo.concatenate %423, %424, dim = 1 : (tensor<2x3x4xf32>, tensor<2x1x4xf32>) -> tensor<2x4x4xf32>
    %cst_100 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %426 = stablehlo.broadcast_in_dim %cst_100, dims = [] : (tensor<f32>) -> tensor<2x1x4xf32>
    %427 = stablehlo.slice %422 [0:2, 0:3, 0:4] : (tensor<2x4x4xf32>) -> tensor<2x3x4xf32>
    %428 = stablehlo.concatenate %426, %427, dim = 1 : (tensor<2x1x4xf32>, tensor<2x3x4xf32>) -> tensor<2x4x4xf32>
    %429 = stablehlo.broadcast_in_dim %413, dims = [0, 1] : (tensor<2x4xf32>) -> tensor<2x4x1xf32>
    %430 = stablehlo.broadcast_in_dim %429, dims = [0, 1, 2] : (tensor<2x4x1xf32>) -> tensor<2x4x4xf32>
    %431 = stablehlo.multiply %430, %428 : tensor<2x4x4xf32>
    %432 = stablehlo.broadcast_in_dim %411, dims = [0, 1] : (tensor<2x4xf32>) -> tensor<2x4x1xf32>
    %433 = stablehlo.broadcast_in_dim %432, dims = [0, 1, 2] : (tensor<2x4x1xf32>) -> tensor<2x4x4xf32>
    %434 = stablehlo.multiply %433, %422 : tensor<2x4x4xf32>
    %435 = stablehlo.add %431, %434 : tensor<2x4x4xf32>
    %436 = stablehlo.broadcast_in_dim %415, dims = [0, 1] : (tensor<2x4xf32>) -> tensor<2x4x1xf32>
    %437 = stablehlo.broadcast_in_dim %436, dims = [0, 1, 2] : (tensor<2x4x1xf32>) -> tensor<2x4x4xf32>
    %438 = stablehlo.multiply %437, %425 : tensor<2x4x4xf32>
    %439 = stablehlo.add %435, %438 : tensor<2x4x4xf32>
    %440 = stablehlo.subtract %439, %arg0 : tensor<2x4x4xf32>
    %441 = stablehlo.abs %440 : tensor<2x4x4xf32>
    %cst_101 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %442 = stablehlo.reduce(%441 init: %cst_101) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_102 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %443 = stablehlo.maximum %cst_102, %442 : tensor<f32>
    %c_103 = stablehlo.constant dense<1> : tensor<i32>
    %444 = stablehlo.broadcast_in_dim %c_103, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %c_104 = stablehlo.constant dense<1> : tensor<i32>
    %445 = stablehlo.broadcast_in_dim %c_104, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %446 = stablehlo.concatenate %444, %445, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %cst_105 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %447 = stablehlo.broadcast_in_dim %cst_105, dims = [] : (tensor<f32>) -> tensor<2xf32>
    %448 = "stablehlo.scatter"(%arg0, %446, %447) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2]>, unique_indices = true}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<2xi32>, tensor<2xf32>) -> tensor<2x4x4xf32>
    %449:5 = stablehlo.custom_call @lapack_sgesdd_ffi(%448) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2x4x4xf32>, tensor<2x4x4xf32>, tensor<2xi32>)
    %c_106 = stablehlo.constant dense<0> : tensor<i32>
    %450 = stablehlo.broadcast_in_dim %c_106, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %451 = stablehlo.compare EQ, %449#4, %450, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %452 = stablehlo.broadcast_in_dim %451, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_107 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %453 = stablehlo.broadcast_in_dim %cst_107, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %454 = stablehlo.broadcast_in_dim %452, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %455 = stablehlo.select %454, %449#1, %453 : tensor<2x4xi1>, tensor<2x4xf32>
    %456 = stablehlo.broadcast_in_dim %451, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_108 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %457 = stablehlo.broadcast_in_dim %cst_108, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %458 = stablehlo.broadcast_in_dim %456, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %459 = stablehlo.select %458, %449#2, %457 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %460 = stablehlo.broadcast_in_dim %451, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_109 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %461 = stablehlo.broadcast_in_dim %cst_109, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %462 = stablehlo.broadcast_in_dim %460, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %463 = stablehlo.select %462, %449#3, %461 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %464:3 = stablehlo.custom_call @lapack_ssyevd_ffi(%448) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2xi32>)
    %c_110 = stablehlo.constant dense<0> : tensor<i32>
    %465 = stablehlo.broadcast_in_dim %c_110, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %466 = stablehlo.compare EQ, %464#2, %465, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %467 = stablehlo.broadcast_in_dim %466, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_111 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %468 = stablehlo.broadcast_in_dim %cst_111, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %469 = stablehlo.broadcast_in_dim %467, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %470 = stablehlo.select %469, %464#0, %468 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %471 = stablehlo.broadcast_in_dim %466, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_112 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %472 = stablehlo.broadcast_in_dim %cst_112, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %473 = stablehlo.broadcast_in_dim %471, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %474 = stablehlo.select %473, %464#1, %472 : tensor<2x4xi1>, tensor<2x4xf32>
    %475:5 = stablehlo.custom_call @lapack_sgeev_ffi(%448) {backend_config = "", mhlo.backend_config = {compute_left = 86 : ui8, compute_right = 86 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], result_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2xi32>)
    %476 = stablehlo.complex %475#0, %475#1 : tensor<2x4xcomplex<f32>>
    %c_113 = stablehlo.constant dense<0> : tensor<i32>
    %477 = stablehlo.broadcast_in_dim %c_113, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %478 = stablehlo.compare EQ, %475#4, %477, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %479 = stablehlo.broadcast_in_dim %478, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_114 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %480 = stablehlo.broadcast_in_dim %cst_114, dims = [] : (tensor<complex<f32>>) -> tensor<2x4xcomplex<f32>>
    %481 = stablehlo.broadcast_in_dim %479, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %482 = stablehlo.select %481, %476, %480 : tensor<2x4xi1>, tensor<2x4xcomplex<f32>>
    %483 = stablehlo.broadcast_in_dim %478, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_115 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %484 = stablehlo.broadcast_in_dim %cst_115, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %485 = stablehlo.broadcast_in_dim %483, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %486 = stablehlo.select %485, %475#2, %484 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %487 = stablehlo.broadcast_in_dim %478, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_116 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %488 = stablehlo.broadcast_in_dim %cst_116, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %489 = stablehlo.broadcast_in_dim %487, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %490 = stablehlo.select %489, %475#3, %488 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %491:6 = stablehlo.custom_call @lapack_sgees_ffi(%448) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, sort = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2x4xf32>, tensor<2xi32>, tensor<2xi32>)
    %c_117 = stablehlo.constant dense<0> : tensor<i32>
    %492 = stablehlo.broadcast_in_dim %c_117, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %493 = stablehlo.compare EQ, %491#5, %492, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %494 = stablehlo.broadcast_in_dim %493, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_118 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %495 = stablehlo.broadcast_in_dim %cst_118, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %496 = stablehlo.broadcast_in_dim %494, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %497 = stablehlo.select %496, %491#0, %495 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %498 = stablehlo.broadcast_in_dim %493, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_119 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %499 = stablehlo.broadcast_in_dim %cst_119, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %500 = stablehlo.broadcast_in_dim %498, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %501 = stablehlo.select %500, %491#1, %499 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %502 = stablehlo.compare NE, %459, %459, FLOAT : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xi1>
    %503 = stablehlo.not %502 : tensor<2x4x4xi1>
    %504 = stablehlo.convert %503 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %505 = stablehlo.convert %504 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_120 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %506 = stablehlo.reduce(%505 init: %cst_120) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_121 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %507 = stablehlo.add %cst_121, %506 : tensor<f32>
    %508 = stablehlo.compare NE, %455, %455, FLOAT : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
    %509 = stablehlo.not %508 : tensor<2x4xi1>
    %510 = stablehlo.convert %509 : (tensor<2x4xi1>) -> tensor<2x4xi32>
    %511 = stablehlo.convert %510 : (tensor<2x4xi32>) -> tensor<2x4xf32>
    %cst_122 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %512 = stablehlo.reduce(%511 init: %cst_122) applies stablehlo.add across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %513 = stablehlo.add %507, %512 : tensor<f32>
    %514 = stablehlo.compare NE, %463, %463, FLOAT : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xi1>
    %515 = stablehlo.not %514 : tensor<2x4x4xi1>
    %516 = stablehlo.convert %515 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %517 = stablehlo.convert %516 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_123 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %518 = stablehlo.reduce(%517 init: %cst_123) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %519 = stablehlo.add %513, %518 : tensor<f32>
    %520 = stablehlo.compare NE, %470, %470, FLOAT : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xi1>
    %521 = stablehlo.not %520 : tensor<2x4x4xi1>
    %522 = stablehlo.convert %521 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %523 = stablehlo.convert %522 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_124 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %524 = stablehlo.reduce(%523 init: %cst_124) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %525 = stablehlo.add %519, %524 : tensor<f32>
    %526 = stablehlo.compare NE, %474, %474, FLOAT : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
    %527 = stablehlo.not %526 : tensor<2x4xi1>
    %528 = stablehlo.convert %527 : (tensor<2x4xi1>) -> tensor<2x4xi32>
    %529 = stablehlo.convert %528 : (tensor<2x4xi32>) -> tensor<2x4xf32>
    %cst_125 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %530 = stablehlo.reduce(%529 init: %cst_125) applies stablehlo.add across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %531 = stablehlo.add %525, %530 : tensor<f32>
    %532 = stablehlo.compare NE, %482, %482, FLOAT : (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>) -> tensor<2x4xi1>
    %533 = stablehlo.not %532 : tensor<2x4xi1>
    %534 = stablehlo.convert %533 : (tensor<2x4xi1>) -> tensor<2x4xi32>
    %535 = stablehlo.convert %534 : (tensor<2x4xi32>) -> tensor<2x4xf32>
    %cst_126 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %536 = stablehlo.reduce(%535 init: %cst_126) applies stablehlo.add across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %537 = stablehlo.add %531, %536 : tensor<f32>
    %538 = stablehlo.compare NE, %486, %486, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %539 = stablehlo.not %538 : tensor<2x4x4xi1>
    %540 = stablehlo.convert %539 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %541 = stablehlo.convert %540 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_127 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %542 = stablehlo.reduce(%541 init: %cst_127) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %543 = stablehlo.add %537, %542 : tensor<f32>
    %544 = stablehlo.compare NE, %490, %490, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %545 = stablehlo.not %544 : tensor<2x4x4xi1>
    %546 = stablehlo.convert %545 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %547 = stablehlo.convert %546 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_128 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %548 = stablehlo.reduce(%547 init: %cst_128) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %549 = stablehlo.add %543, %548 : tensor<f32>
    %550 = stablehlo.compare NE, %497, %497, FLOAT : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xi1>
    %551 = stablehlo.not %550 : tensor<2x4x4xi1>
    %552 = stablehlo.convert %551 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %553 = stablehlo.convert %552 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_129 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %554 = stablehlo.reduce(%553 init: %cst_129) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %555 = stablehlo.add %549, %554 : tensor<f32>
    %556 = stablehlo.compare NE, %501, %501, FLOAT : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xi1>
    %557 = stablehlo.not %556 : tensor<2x4x4xi1>
    %558 = stablehlo.convert %557 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %559 = stablehlo.convert %558 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_130 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %560 = stablehlo.reduce(%559 init: %cst_130) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %561 = stablehlo.add %555, %560 : tensor<f32>
    return %175, %205, %183, %443, %238, %264, %223, %561, %230, %250, %242, %407, %197 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
  }
  func.func private @eigvalsh(%arg0: tensor<2x4x4xf32>) -> tensor<2x4xf32> {
    %0 = call @eigh(%arg0) : (tensor<2x4x4xf32>) -> tensor<2x4xf32>
    return %0 : tensor<2x4xf32>
  }
  func.func private @eigh(%arg0: tensor<2x4x4xf32>) -> tensor<2x4xf32> {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<2x4x4xf32>
    %cst = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %2 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %3 = stablehlo.divide %1, %2 : tensor<2x4x4xf32>
    %4:3 = stablehlo.custom_call @lapack_ssyevd_ffi(%3) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xf32>, tensor<2xi32>)
    %c = stablehlo.constant dense<0> : tensor<i32>
    %5 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %6 = stablehlo.compare EQ, %4#2, %5, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %7 = stablehlo.broadcast_in_dim %6, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_0 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %8 = stablehlo.broadcast_in_dim %cst_0, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %9 = stablehlo.broadcast_in_dim %7, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %10 = stablehlo.select %9, %4#0, %8 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %11 = stablehlo.broadcast_in_dim %6, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_1 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %12 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %13 = stablehlo.broadcast_in_dim %11, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %14 = stablehlo.select %13, %4#1, %12 : tensor<2x4xi1>, tensor<2x4xf32>
    return %14 : tensor<2x4xf32>
  }
  func.func private @triu(%arg0: tensor<2x4x4xf32>) -> tensor<2x4x4xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<-2> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %7 = stablehlo.select %5, %6, %arg0 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    return %7 : tensor<2x4x4xf32>
  }
  func.func private @solve(%arg0: tensor<2x4x4xf32>, %arg1: tensor<2x4x2xf32>) -> tensor<2x4x2xf32> {
    %0:3 = stablehlo.custom_call @lapack_sgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xi32>, tensor<2xi32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<2x4xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %9 = stablehlo.iota dim = 1 : tensor<2x4xi32>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %10:4 = stablehlo.while(%iterArg = %2, %iterArg_3 = %c_2, %iterArg_4 = %c_1, %iterArg_5 = %9) : tensor<2x4xi32>, tensor<i64>, tensor<i64>, tensor<2x4xi32>
    cond {
      %c_6 = stablehlo.constant dense<4> : tensor<i64>
      %14 = stablehlo.compare LT, %iterArg_3, %c_6, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
      stablehlo.return %14 : tensor<i1>
    } do {
      %14:2 = func.call @closed_call(%iterArg, %iterArg_4, %iterArg_5) : (tensor<2x4xi32>, tensor<i64>, tensor<2x4xi32>) -> (tensor<i64>, tensor<2x4xi32>)
      %c_6 = stablehlo.constant dense<1> : tensor<i64>
      %15 = stablehlo.add %iterArg_3, %c_6 : tensor<i64>
      stablehlo.return %iterArg, %15, %14#0, %14#1 : tensor<2x4xi32>, tensor<i64>, tensor<i64>, tensor<2x4xi32>
    }
    %11 = stablehlo.transpose %arg1, dims = [0, 2, 1] : (tensor<2x4x2xf32>) -> tensor<2x2x4xf32>
    %12 = call @_lu_solve(%8, %10#3, %11) : (tensor<2x4x4xf32>, tensor<2x4xi32>, tensor<2x2x4xf32>) -> tensor<2x2x4xf32>
    %13 = stablehlo.transpose %12, dims = [0, 2, 1] : (tensor<2x2x4xf32>) -> tensor<2x4x2xf32>
    return %13 : tensor<2x4x2xf32>
  }
  func.func private @closed_call(%arg0: tensor<2x4xi32>, %arg1: tensor<i64>, %arg2: tensor<2x4xi32>) -> (tensor<i64>, tensor<2x4xi32>) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.add %arg1, %c : tensor<i64>
    %c_0 = stablehlo.constant dense<0> : tensor<i64>
    %1 = stablehlo.compare LT, %arg1, %c_0, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %2 = stablehlo.convert %arg1 : tensor<i64>
    %c_1 = stablehlo.constant dense<4> : tensor<i64>
    %3 = stablehlo.add %2, %c_1 : tensor<i64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<i1>, tensor<i64>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<i64>) -> tensor<1xi64>
    %6 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], start_index_map = [1]>, indices_are_sorted = true, slice_sizes = array<i64: 2, 1>}> : (tensor<2x4xi32>, tensor<1xi64>) -> tensor<2x1xi32>
    %7 = stablehlo.reshape %6 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %8 = stablehlo.compare LT, %arg1, %c_2, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %9 = stablehlo.convert %arg1 : tensor<i64>
    %c_3 = stablehlo.constant dense<4> : tensor<i64>
    %10 = stablehlo.add %9, %c_3 : tensor<i64>
    %11 = stablehlo.select %8, %10, %arg1 : tensor<i1>, tensor<i64>
    %12 = stablehlo.broadcast_in_dim %11, dims = [] : (tensor<i64>) -> tensor<1xi64>
    %13 = "stablehlo.gather"(%arg2, %12) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], start_index_map = [1]>, indices_are_sorted = true, slice_sizes = array<i64: 2, 1>}> : (tensor<2x4xi32>, tensor<1xi64>) -> tensor<2x1xi32>
    %14 = stablehlo.reshape %13 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_4 = stablehlo.constant dense<0> : tensor<i32>
    %15 = stablehlo.broadcast_in_dim %c_4, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %16 = stablehlo.compare LT, %7, %15, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %c_5 = stablehlo.constant dense<4> : tensor<i32>
    %17 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %18 = stablehlo.add %7, %17 : tensor<2xi32>
    %19 = stablehlo.select %16, %18, %7 : tensor<2xi1>, tensor<2xi32>
    %20 = stablehlo.broadcast_in_dim %19, dims = [0] : (tensor<2xi32>) -> tensor<2x1xi32>
    %21 = "stablehlo.gather"(%arg2, %20) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 1>, indices_are_sorted = true, slice_sizes = array<i64: 1, 1>}> : (tensor<2x4xi32>, tensor<2x1xi32>) -> tensor<2x1xi32>
    %22 = stablehlo.reshape %21 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_6 = stablehlo.constant dense<0> : tensor<i64>
    %23 = stablehlo.compare LT, %arg1, %c_6, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %c_7 = stablehlo.constant dense<4> : tensor<i64>
    %24 = stablehlo.add %arg1, %c_7 : tensor<i64>
    %25 = stablehlo.select %23, %24, %arg1 : tensor<i1>, tensor<i64>
    %26 = stablehlo.convert %25 : (tensor<i64>) -> tensor<i32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %28 = "stablehlo.scatter"(%arg2, %27, %22) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1], scatter_dims_to_operand_dims = [1]>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<2x4xi32>, tensor<1xi32>, tensor<2xi32>) -> tensor<2x4xi32>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %29 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %30 = stablehlo.compare LT, %7, %29, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %c_9 = stablehlo.constant dense<4> : tensor<i32>
    %31 = stablehlo.broadcast_in_dim %c_9, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %32 = stablehlo.add %7, %31 : tensor<2xi32>
    %33 = stablehlo.select %30, %32, %7 : tensor<2xi1>, tensor<2xi32>
    %34 = stablehlo.broadcast_in_dim %33, dims = [0] : (tensor<2xi32>) -> tensor<2x1xi32>
    %35 = "stablehlo.scatter"(%28, %34, %14) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [1], input_batching_dims = [0], scatter_indices_batching_dims = [0], scatter_dims_to_operand_dims = [1], index_vector_dim = 1>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<2x4xi32>, tensor<2x1xi32>, tensor<2xi32>) -> tensor<2x4xi32>
    return %0, %35 : tensor<i64>, tensor<2x4xi32>
  }
  func.func private @_lu_solve(%arg0: tensor<2x4x4xf32>, %arg1: tensor<2x4xi32>, %arg2: tensor<2x2x4xf32>) -> tensor<2x2x4xf32> {
    %0 = stablehlo.broadcast_in_dim %arg2, dims = [0, 1, 2] : (tensor<2x2x4xf32>) -> tensor<2x2x4x1xf32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.compare LT, %arg1, %1, SIGNED : (tensor<2x4xi32>, tensor<2x4xi32>) -> tensor<2x4xi1>
    %c_0 = stablehlo.constant dense<4> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %4 = stablehlo.add %arg1, %3 : tensor<2x4xi32>
    %5 = stablehlo.select %2, %4, %arg1 : tensor<2x4xi1>, tensor<2x4xi32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0, 1] : (tensor<2x4xi32>) -> tensor<2x4x1xi32>
    %7 = "stablehlo.gather"(%0, %6) <{dimension_numbers = #stablehlo.gather<offset_dims = [1, 3], collapsed_slice_dims = [2], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [2], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 2, 1, 1>}> : (tensor<2x2x4x1xf32>, tensor<2x4x1xi32>) -> tensor<2x2x4x1xf32>
    %8 = stablehlo.transpose %7, dims = [0, 2, 3, 1] : (tensor<2x2x4x1xf32>) -> tensor<2x4x1x2xf32>
    %9 = stablehlo.reshape %8 : (tensor<2x4x1x2xf32>) -> tensor<2x4x2xf32>
    %10 = stablehlo.custom_call @lapack_strsm_ffi(%arg0, %9) {backend_config = "", mhlo.backend_config = {diag = 85 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %11 = stablehlo.reshape %10 : (tensor<2x4x2xf32>) -> tensor<2x4x1x2xf32>
    %12 = stablehlo.reshape %11 : (tensor<2x4x1x2xf32>) -> tensor<2x4x2xf32>
    %13 = stablehlo.custom_call @lapack_strsm_ffi(%arg0, %12) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x2xf32>) -> tensor<2x4x2xf32>
    %14 = stablehlo.reshape %13 : (tensor<2x4x2xf32>) -> tensor<2x4x1x2xf32>
    %15 = stablehlo.transpose %14, dims = [0, 3, 1, 2] : (tensor<2x4x1x2xf32>) -> tensor<2x2x4x1xf32>
    %16 = stablehlo.reshape %15 : (tensor<2x2x4x1xf32>) -> tensor<2x2x4xf32>
    return %16 : tensor<2x2x4xf32>
  }
  func.func private @inv(%arg0: tensor<2x4x4xf32>) -> tensor<2x4x4xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %1 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c = stablehlo.constant dense<0> : tensor<i64>
    %2 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %3 = stablehlo.add %0, %2 : tensor<4x4xi64>
    %4 = stablehlo.compare EQ, %3, %1, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.convert %4 : (tensor<4x4xi1>) -> tensor<4x4xf32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [1, 2] : (tensor<4x4xf32>) -> tensor<2x4x4xf32>
    %7 = call @solve_0(%arg0, %6) : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    return %7 : tensor<2x4x4xf32>
  }
  func.func private @solve_0(%arg0: tensor<2x4x4xf32>, %arg1: tensor<2x4x4xf32>) -> tensor<2x4x4xf32> {
    %0:3 = stablehlo.custom_call @lapack_sgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xf32>) -> (tensor<2x4x4xf32>, tensor<2x4xi32>, tensor<2xi32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<2x4xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    %9 = stablehlo.iota dim = 1 : tensor<2x4xi32>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %10:4 = stablehlo.while(%iterArg = %2, %iterArg_3 = %c_2, %iterArg_4 = %c_1, %iterArg_5 = %9) : tensor<2x4xi32>, tensor<i64>, tensor<i64>, tensor<2x4xi32>
    cond {
      %c_6 = stablehlo.constant dense<4> : tensor<i64>
      %14 = stablehlo.compare LT, %iterArg_3, %c_6, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
      stablehlo.return %14 : tensor<i1>
    } do {
      %14:2 = func.call @closed_call(%iterArg, %iterArg_4, %iterArg_5) : (tensor<2x4xi32>, tensor<i64>, tensor<2x4xi32>) -> (tensor<i64>, tensor<2x4xi32>)
      %c_6 = stablehlo.constant dense<1> : tensor<i64>
      %15 = stablehlo.add %iterArg_3, %c_6 : tensor<i64>
      stablehlo.return %iterArg, %15, %14#0, %14#1 : tensor<2x4xi32>, tensor<i64>, tensor<i64>, tensor<2x4xi32>
    }
    %11 = stablehlo.transpose %arg1, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %12 = call @_lu_solve_1(%8, %10#3, %11) : (tensor<2x4x4xf32>, tensor<2x4xi32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %13 = stablehlo.transpose %12, dims = [0, 2, 1] : (tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    return %13 : tensor<2x4x4xf32>
  }
  func.func private @_lu_solve_1(%arg0: tensor<2x4x4xf32>, %arg1: tensor<2x4xi32>, %arg2: tensor<2x4x4xf32>) -> tensor<2x4x4xf32> {
    %0 = stablehlo.broadcast_in_dim %arg2, dims = [0, 1, 2] : (tensor<2x4x4xf32>) -> tensor<2x4x4x1xf32>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.compare LT, %arg1, %1, SIGNED : (tensor<2x4xi32>, tensor<2x4xi32>) -> tensor<2x4xi1>
    %c_0 = stablehlo.constant dense<4> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %4 = stablehlo.add %arg1, %3 : tensor<2x4xi32>
    %5 = stablehlo.select %2, %4, %arg1 : tensor<2x4xi1>, tensor<2x4xi32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0, 1] : (tensor<2x4xi32>) -> tensor<2x4x1xi32>
    %7 = "stablehlo.gather"(%0, %6) <{dimension_numbers = #stablehlo.gather<offset_dims = [1, 3], collapsed_slice_dims = [2], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [2], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 4, 1, 1>}> : (tensor<2x4x4x1xf32>, tensor<2x4x1xi32>) -> tensor<2x4x4x1xf32>
    %8 = stablehlo.transpose %7, dims = [0, 2, 3, 1] : (tensor<2x4x4x1xf32>) -> tensor<2x4x1x4xf32>
    %9 = stablehlo.reshape %8 : (tensor<2x4x1x4xf32>) -> tensor<2x4x4xf32>
    %10 = stablehlo.custom_call @lapack_strsm_ffi(%arg0, %9) {backend_config = "", mhlo.backend_config = {diag = 85 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %11 = stablehlo.reshape %10 : (tensor<2x4x4xf32>) -> tensor<2x4x1x4xf32>
    %12 = stablehlo.reshape %11 : (tensor<2x4x1x4xf32>) -> tensor<2x4x4xf32>
    %13 = stablehlo.custom_call @lapack_strsm_ffi(%arg0, %12) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xf32>, tensor<2x4x4xf32>) -> tensor<2x4x4xf32>
    %14 = stablehlo.reshape %13 : (tensor<2x4x4xf32>) -> tensor<2x4x1x4xf32>
    %15 = stablehlo.transpose %14, dims = [0, 3, 1, 2] : (tensor<2x4x1x4xf32>) -> tensor<2x4x4x1xf32>
    %16 = stablehlo.reshape %15 : (tensor<2x4x4x1xf32>) -> tensor<2x4x4xf32>
    return %16 : tensor<2x4x4xf32>
  }
  func.func private @tril(%arg0: tensor<2x4x4xf32>) -> tensor<2x4x4xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<0> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    return %7 : tensor<2x4x4xf32>
  }
  func.func private @triu_2(%arg0: tensor<2x4x4xf32>) -> tensor<2x4x4xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %7 = stablehlo.select %5, %6, %arg0 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    return %7 : tensor<2x4x4xf32>
  }
  func.func private @tril_3(%arg0: tensor<2x4x4xf32>) -> tensor<2x4x4xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xf32>
    return %7 : tensor<2x4x4xf32>
  }
}
