module @jit_squares attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<2x4x4xcomplex<f32>>) -> (tensor<f32> {jax.result_info = "result['cholesky']"}, tensor<f32> {jax.result_info = "result['eig']"}, tensor<f32> {jax.result_info = "result['eigh']"}, tensor<f32> {jax.result_info = "result['gtsv']"}, tensor<f32> {jax.result_info = "result['hessenberg']"}, tensor<f32> {jax.result_info = "result['inverse']"}, tensor<f32> {jax.result_info = "result['left']"}, tensor<f32> {jax.result_info = "result['nan']"}, tensor<f32> {jax.result_info = "result['schur']"}, tensor<f32> {jax.result_info = "result['solve']"}, tensor<f32> {jax.result_info = "result['tridiagonal']"}, tensor<f32> {jax.result_info = "result['trsm']"}, tensor<f32> {jax.result_info = "result['unitary']"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %1 = stablehlo.real %0 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %2 = stablehlo.imag %0 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %3 = stablehlo.negate %2 : tensor<2x4x4xf32>
    %4 = stablehlo.complex %1, %3 : tensor<2x4x4xcomplex<f32>>
    %5 = stablehlo.add %arg0, %4 : tensor<2x4x4xcomplex<f32>>
    %6 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = stablehlo.real %6 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %8 = stablehlo.imag %6 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %9 = stablehlo.negate %8 : tensor<2x4x4xf32>
    %10 = stablehlo.complex %7, %9 : tensor<2x4x4xcomplex<f32>>
    %11 = stablehlo.dot_general %arg0, %10, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %12 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %13 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c = stablehlo.constant dense<0> : tensor<i64>
    %14 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %15 = stablehlo.add %12, %14 : tensor<4x4xi64>
    %16 = stablehlo.compare EQ, %15, %13, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %17 = stablehlo.convert %16 : (tensor<4x4xi1>) -> tensor<4x4xcomplex<f32>>
    %cst = stablehlo.constant dense<(4.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %18 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<4x4xcomplex<f32>>
    %19 = stablehlo.multiply %18, %17 : tensor<4x4xcomplex<f32>>
    %20 = stablehlo.broadcast_in_dim %19, dims = [1, 2] : (tensor<4x4xcomplex<f32>>) -> tensor<1x4x4xcomplex<f32>>
    %21 = stablehlo.broadcast_in_dim %20, dims = [0, 1, 2] : (tensor<1x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %22 = stablehlo.add %11, %21 : tensor<2x4x4xcomplex<f32>>
    %23:2 = stablehlo.custom_call @lapack_cpotrf_ffi(%22) {backend_config = "", mhlo.backend_config = {uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2xi32>)
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %24 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %25 = stablehlo.compare EQ, %23#1, %24, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %26 = stablehlo.broadcast_in_dim %25, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_1 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %27 = stablehlo.broadcast_in_dim %cst_1, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %28 = stablehlo.broadcast_in_dim %26, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %29 = stablehlo.select %28, %23#0, %27 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %30 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %31 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %32 = stablehlo.add %30, %31 : tensor<4x4xi64>
    %33 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %34 = stablehlo.compare GE, %32, %33, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %35 = stablehlo.broadcast_in_dim %34, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst_3 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %36 = stablehlo.broadcast_in_dim %cst_3, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %37 = stablehlo.select %35, %29, %36 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %38 = stablehlo.transpose %5, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %39 = stablehlo.real %38 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %40 = stablehlo.imag %38 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %41 = stablehlo.negate %40 : tensor<2x4x4xf32>
    %42 = stablehlo.complex %39, %41 : tensor<2x4x4xcomplex<f32>>
    %43 = stablehlo.add %5, %42 : tensor<2x4x4xcomplex<f32>>
    %cst_4 = stablehlo.constant dense<(2.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %44 = stablehlo.broadcast_in_dim %cst_4, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %45 = stablehlo.divide %43, %44 : tensor<2x4x4xcomplex<f32>>
    %46:3 = stablehlo.custom_call @lapack_cheevd_ffi(%45) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4xf32>, tensor<2xi32>)
    %c_5 = stablehlo.constant dense<0> : tensor<i32>
    %47 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %48 = stablehlo.compare EQ, %46#2, %47, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %49 = stablehlo.broadcast_in_dim %48, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_6 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %50 = stablehlo.broadcast_in_dim %cst_6, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %51 = stablehlo.broadcast_in_dim %49, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %52 = stablehlo.select %51, %46#0, %50 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %53 = stablehlo.broadcast_in_dim %48, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_7 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %54 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %55 = stablehlo.broadcast_in_dim %53, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %56 = stablehlo.select %55, %46#1, %54 : tensor<2x4xi1>, tensor<2x4xf32>
    %57:4 = stablehlo.custom_call @lapack_cgeev_ffi(%arg0) {backend_config = "", mhlo.backend_config = {compute_left = 86 : ui8, compute_right = 86 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], result_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2xi32>)
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %58 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %59 = stablehlo.compare EQ, %57#3, %58, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %60 = stablehlo.broadcast_in_dim %59, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_9 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %61 = stablehlo.broadcast_in_dim %cst_9, dims = [] : (tensor<complex<f32>>) -> tensor<2x4xcomplex<f32>>
    %62 = stablehlo.broadcast_in_dim %60, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %63 = stablehlo.select %62, %57#0, %61 : tensor<2x4xi1>, tensor<2x4xcomplex<f32>>
    %64 = stablehlo.broadcast_in_dim %59, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_10 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %65 = stablehlo.broadcast_in_dim %cst_10, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %66 = stablehlo.broadcast_in_dim %64, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %67 = stablehlo.select %66, %57#1, %65 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %68 = stablehlo.broadcast_in_dim %59, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_11 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %69 = stablehlo.broadcast_in_dim %cst_11, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %70 = stablehlo.broadcast_in_dim %68, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %71 = stablehlo.select %70, %57#2, %69 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %72:5 = stablehlo.custom_call @lapack_cgees_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, sort = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>, tensor<2xi32>, tensor<2xi32>)
    %c_12 = stablehlo.constant dense<0> : tensor<i32>
    %73 = stablehlo.broadcast_in_dim %c_12, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %74 = stablehlo.compare EQ, %72#4, %73, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %75 = stablehlo.broadcast_in_dim %74, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_13 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %76 = stablehlo.broadcast_in_dim %cst_13, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %77 = stablehlo.broadcast_in_dim %75, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %78 = stablehlo.select %77, %72#0, %76 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %79 = stablehlo.broadcast_in_dim %74, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_14 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %80 = stablehlo.broadcast_in_dim %cst_14, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %81 = stablehlo.broadcast_in_dim %79, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %82 = stablehlo.select %81, %72#1, %80 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %83:3 = stablehlo.custom_call @lapack_cgehrd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {high = 4 : i32, low = 1 : i32}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x3xcomplex<f32>>, tensor<2xi32>)
    %c_15 = stablehlo.constant dense<0> : tensor<i32>
    %84 = stablehlo.broadcast_in_dim %c_15, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %85 = stablehlo.compare EQ, %83#2, %84, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %86 = stablehlo.broadcast_in_dim %85, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_16 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %87 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %88 = stablehlo.broadcast_in_dim %86, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %89 = stablehlo.select %88, %83#0, %87 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %90 = stablehlo.broadcast_in_dim %85, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_17 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %91 = stablehlo.broadcast_in_dim %cst_17, dims = [] : (tensor<complex<f32>>) -> tensor<2x3xcomplex<f32>>
    %92 = stablehlo.broadcast_in_dim %90, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %93 = stablehlo.select %92, %83#1, %91 : tensor<2x3xi1>, tensor<2x3xcomplex<f32>>
    %94 = stablehlo.slice %89 [0:2, 1:4, 0:3] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %95 = stablehlo.custom_call @lapack_cungqr_ffi(%94, %93) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x3x3xcomplex<f32>>, tensor<2x3xcomplex<f32>>) -> tensor<2x3x3xcomplex<f32>>
    %cst_18 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %96 = stablehlo.broadcast_in_dim %cst_18, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %c_19 = stablehlo.constant dense<0> : tensor<i32>
    %97 = stablehlo.broadcast_in_dim %c_19, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %c_20 = stablehlo.constant dense<0> : tensor<i32>
    %98 = stablehlo.broadcast_in_dim %c_20, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %99 = stablehlo.concatenate %97, %98, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %cst_21 = stablehlo.constant dense<(1.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %100 = stablehlo.broadcast_in_dim %cst_21, dims = [] : (tensor<complex<f32>>) -> tensor<2xcomplex<f32>>
    %101 = "stablehlo.scatter"(%96, %99, %100) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2]>, unique_indices = true}> ({
    ^bb0(%arg1: tensor<complex<f32>>, %arg2: tensor<complex<f32>>):
      stablehlo.return %arg2 : tensor<complex<f32>>
    }) : (tensor<2x4x4xcomplex<f32>>, tensor<2xi32>, tensor<2xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %c_22 = stablehlo.constant dense<1> : tensor<i32>
    %102 = stablehlo.broadcast_in_dim %c_22, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %c_23 = stablehlo.constant dense<1> : tensor<i32>
    %103 = stablehlo.broadcast_in_dim %c_23, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %104 = stablehlo.concatenate %102, %103, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %105 = "stablehlo.scatter"(%101, %104, %95) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0, 1, 2], scatter_dims_to_operand_dims = [1, 2]>, unique_indices = true}> ({
    ^bb0(%arg1: tensor<complex<f32>>, %arg2: tensor<complex<f32>>):
      stablehlo.return %arg2 : tensor<complex<f32>>
    }) : (tensor<2x4x4xcomplex<f32>>, tensor<2xi32>, tensor<2x3x3xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %106:5 = stablehlo.custom_call @lapack_chetrd_ffi(%5) {backend_config = "", mhlo.backend_config = {uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4xf32>, tensor<2x3xf32>, tensor<2x3xcomplex<f32>>, tensor<2xi32>)
    %c_24 = stablehlo.constant dense<0> : tensor<i32>
    %107 = stablehlo.broadcast_in_dim %c_24, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %108 = stablehlo.compare EQ, %106#4, %107, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %109 = stablehlo.broadcast_in_dim %108, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_25 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %110 = stablehlo.broadcast_in_dim %cst_25, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %111 = stablehlo.broadcast_in_dim %109, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %112 = stablehlo.select %111, %106#0, %110 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %113 = stablehlo.broadcast_in_dim %108, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_26 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %114 = stablehlo.broadcast_in_dim %cst_26, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %115 = stablehlo.broadcast_in_dim %113, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %116 = stablehlo.select %115, %106#1, %114 : tensor<2x4xi1>, tensor<2x4xf32>
    %117 = stablehlo.broadcast_in_dim %108, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_27 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %118 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %119 = stablehlo.broadcast_in_dim %117, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %120 = stablehlo.select %119, %106#2, %118 : tensor<2x3xi1>, tensor<2x3xf32>
    %121 = stablehlo.broadcast_in_dim %108, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_28 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %122 = stablehlo.broadcast_in_dim %cst_28, dims = [] : (tensor<complex<f32>>) -> tensor<2x3xcomplex<f32>>
    %123 = stablehlo.broadcast_in_dim %121, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %124 = stablehlo.select %123, %106#3, %122 : tensor<2x3xi1>, tensor<2x3xcomplex<f32>>
    %125 = stablehlo.iota dim = 0 : tensor<4xi64>
    %cst_29 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %126 = stablehlo.broadcast_in_dim %cst_29, dims = [] : (tensor<f32>) -> tensor<2x4x4xf32>
    %c_30 = stablehlo.constant dense<0> : tensor<i64>
    %127 = stablehlo.broadcast_in_dim %c_30, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %128 = stablehlo.compare LT, %125, %127, SIGNED : (tensor<4xi64>, tensor<4xi64>) -> tensor<4xi1>
    %c_31 = stablehlo.constant dense<4> : tensor<i64>
    %129 = stablehlo.broadcast_in_dim %c_31, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %130 = stablehlo.add %125, %129 : tensor<4xi64>
    %131 = stablehlo.select %128, %130, %125 : tensor<4xi1>, tensor<4xi64>
    %c_32 = stablehlo.constant dense<0> : tensor<i64>
    %132 = stablehlo.broadcast_in_dim %c_32, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %133 = stablehlo.compare LT, %125, %132, SIGNED : (tensor<4xi64>, tensor<4xi64>) -> tensor<4xi1>
    %c_33 = stablehlo.constant dense<4> : tensor<i64>
    %134 = stablehlo.broadcast_in_dim %c_33, dims = [] : (tensor<i64>) -> tensor<4xi64>
    %135 = stablehlo.add %125, %134 : tensor<4xi64>
    %136 = stablehlo.select %133, %135, %125 : tensor<4xi1>, tensor<4xi64>
    %137 = stablehlo.convert %131 : (tensor<4xi64>) -> tensor<4xi32>
    %138 = stablehlo.convert %136 : (tensor<4xi64>) -> tensor<4xi32>
    %139 = stablehlo.broadcast_in_dim %137, dims = [0] : (tensor<4xi32>) -> tensor<4x1xi32>
    %140 = stablehlo.broadcast_in_dim %138, dims = [0] : (tensor<4xi32>) -> tensor<4x1xi32>
    %141 = stablehlo.concatenate %139, %140, dim = 1 : (tensor<4x1xi32>, tensor<4x1xi32>) -> tensor<4x2xi32>
    %142 = "stablehlo.scatter"(%126, %141, %116) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<4x2xi32>, tensor<2x4xf32>) -> tensor<2x4x4xf32>
    %143 = stablehlo.slice %125 [1:4] : (tensor<4xi64>) -> tensor<3xi64>
    %144 = stablehlo.slice %125 [0:3] : (tensor<4xi64>) -> tensor<3xi64>
    %c_34 = stablehlo.constant dense<0> : tensor<i64>
    %145 = stablehlo.broadcast_in_dim %c_34, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %146 = stablehlo.compare LT, %143, %145, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_35 = stablehlo.constant dense<4> : tensor<i64>
    %147 = stablehlo.broadcast_in_dim %c_35, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %148 = stablehlo.add %143, %147 : tensor<3xi64>
    %149 = stablehlo.select %146, %148, %143 : tensor<3xi1>, tensor<3xi64>
    %c_36 = stablehlo.constant dense<0> : tensor<i64>
    %150 = stablehlo.broadcast_in_dim %c_36, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %151 = stablehlo.compare LT, %144, %150, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_37 = stablehlo.constant dense<4> : tensor<i64>
    %152 = stablehlo.broadcast_in_dim %c_37, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %153 = stablehlo.add %144, %152 : tensor<3xi64>
    %154 = stablehlo.select %151, %153, %144 : tensor<3xi1>, tensor<3xi64>
    %155 = stablehlo.convert %149 : (tensor<3xi64>) -> tensor<3xi32>
    %156 = stablehlo.convert %154 : (tensor<3xi64>) -> tensor<3xi32>
    %157 = stablehlo.broadcast_in_dim %155, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %158 = stablehlo.broadcast_in_dim %156, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %159 = stablehlo.concatenate %157, %158, dim = 1 : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x2xi32>
    %160 = "stablehlo.scatter"(%142, %159, %120) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<3x2xi32>, tensor<2x3xf32>) -> tensor<2x4x4xf32>
    %161 = stablehlo.slice %125 [0:3] : (tensor<4xi64>) -> tensor<3xi64>
    %162 = stablehlo.slice %125 [1:4] : (tensor<4xi64>) -> tensor<3xi64>
    %c_38 = stablehlo.constant dense<0> : tensor<i64>
    %163 = stablehlo.broadcast_in_dim %c_38, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %164 = stablehlo.compare LT, %161, %163, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_39 = stablehlo.constant dense<4> : tensor<i64>
    %165 = stablehlo.broadcast_in_dim %c_39, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %166 = stablehlo.add %161, %165 : tensor<3xi64>
    %167 = stablehlo.select %164, %166, %161 : tensor<3xi1>, tensor<3xi64>
    %c_40 = stablehlo.constant dense<0> : tensor<i64>
    %168 = stablehlo.broadcast_in_dim %c_40, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %169 = stablehlo.compare LT, %162, %168, SIGNED : (tensor<3xi64>, tensor<3xi64>) -> tensor<3xi1>
    %c_41 = stablehlo.constant dense<4> : tensor<i64>
    %170 = stablehlo.broadcast_in_dim %c_41, dims = [] : (tensor<i64>) -> tensor<3xi64>
    %171 = stablehlo.add %162, %170 : tensor<3xi64>
    %172 = stablehlo.select %169, %171, %162 : tensor<3xi1>, tensor<3xi64>
    %173 = stablehlo.convert %167 : (tensor<3xi64>) -> tensor<3xi32>
    %174 = stablehlo.convert %172 : (tensor<3xi64>) -> tensor<3xi32>
    %175 = stablehlo.broadcast_in_dim %173, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %176 = stablehlo.broadcast_in_dim %174, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %177 = stablehlo.concatenate %175, %176, dim = 1 : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x2xi32>
    %178 = "stablehlo.scatter"(%160, %177, %120) <{indices_are_sorted = false, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2], index_vector_dim = 1>, unique_indices = false}> ({
    ^bb0(%arg1: tensor<f32>, %arg2: tensor<f32>):
      stablehlo.return %arg2 : tensor<f32>
    }) : (tensor<2x4x4xf32>, tensor<3x2xi32>, tensor<2x3xf32>) -> tensor<2x4x4xf32>
    %179 = call @eigvalsh(%178) : (tensor<2x4x4xf32>) -> tensor<2x4xf32>
    %180 = stablehlo.transpose %37, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %181 = stablehlo.real %180 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %182 = stablehlo.imag %180 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %183 = stablehlo.negate %182 : tensor<2x4x4xf32>
    %184 = stablehlo.complex %181, %183 : tensor<2x4x4xcomplex<f32>>
    %185 = stablehlo.dot_general %37, %184, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %186 = stablehlo.subtract %185, %22 : tensor<2x4x4xcomplex<f32>>
    %187 = stablehlo.abs %186 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_42 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %188 = stablehlo.reduce(%187 init: %cst_42) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_43 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %189 = stablehlo.maximum %cst_43, %188 : tensor<f32>
    %190 = stablehlo.dot_general %5, %52, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %191 = stablehlo.broadcast_in_dim %56, dims = [0, 2] : (tensor<2x4xf32>) -> tensor<2x1x4xf32>
    %192 = stablehlo.convert %191 : (tensor<2x1x4xf32>) -> tensor<2x1x4xcomplex<f32>>
    %193 = stablehlo.broadcast_in_dim %192, dims = [0, 1, 2] : (tensor<2x1x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %194 = stablehlo.multiply %52, %193 : tensor<2x4x4xcomplex<f32>>
    %195 = stablehlo.subtract %190, %194 : tensor<2x4x4xcomplex<f32>>
    %196 = stablehlo.abs %195 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_44 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %197 = stablehlo.reduce(%196 init: %cst_44) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_45 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %198 = stablehlo.maximum %cst_45, %197 : tensor<f32>
    %199 = stablehlo.transpose %52, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %200 = stablehlo.real %199 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %201 = stablehlo.imag %199 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %202 = stablehlo.negate %201 : tensor<2x4x4xf32>
    %203 = stablehlo.complex %200, %202 : tensor<2x4x4xcomplex<f32>>
    %204 = stablehlo.dot_general %203, %52, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %205 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %206 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_46 = stablehlo.constant dense<0> : tensor<i64>
    %207 = stablehlo.broadcast_in_dim %c_46, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %208 = stablehlo.add %205, %207 : tensor<4x4xi64>
    %209 = stablehlo.compare EQ, %208, %206, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %210 = stablehlo.convert %209 : (tensor<4x4xi1>) -> tensor<4x4xcomplex<f32>>
    %211 = stablehlo.broadcast_in_dim %210, dims = [1, 2] : (tensor<4x4xcomplex<f32>>) -> tensor<1x4x4xcomplex<f32>>
    %212 = stablehlo.broadcast_in_dim %211, dims = [0, 1, 2] : (tensor<1x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %213 = stablehlo.subtract %204, %212 : tensor<2x4x4xcomplex<f32>>
    %214 = stablehlo.abs %213 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_47 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %215 = stablehlo.reduce(%214 init: %cst_47) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_48 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %216 = stablehlo.maximum %cst_48, %215 : tensor<f32>
    %217 = stablehlo.dot_general %arg0, %71, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %218 = stablehlo.broadcast_in_dim %63, dims = [0, 2] : (tensor<2x4xcomplex<f32>>) -> tensor<2x1x4xcomplex<f32>>
    %219 = stablehlo.broadcast_in_dim %218, dims = [0, 1, 2] : (tensor<2x1x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %220 = stablehlo.multiply %71, %219 : tensor<2x4x4xcomplex<f32>>
    %221 = stablehlo.subtract %217, %220 : tensor<2x4x4xcomplex<f32>>
    %222 = stablehlo.abs %221 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_49 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %223 = stablehlo.reduce(%222 init: %cst_49) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_50 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %224 = stablehlo.maximum %cst_50, %223 : tensor<f32>
    %225 = stablehlo.transpose %67, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %226 = stablehlo.real %225 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %227 = stablehlo.imag %225 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %228 = stablehlo.negate %227 : tensor<2x4x4xf32>
    %229 = stablehlo.complex %226, %228 : tensor<2x4x4xcomplex<f32>>
    %230 = stablehlo.dot_general %229, %arg0, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %231 = stablehlo.broadcast_in_dim %63, dims = [0, 1] : (tensor<2x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %232 = stablehlo.transpose %67, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %233 = stablehlo.real %232 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %234 = stablehlo.imag %232 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %235 = stablehlo.negate %234 : tensor<2x4x4xf32>
    %236 = stablehlo.complex %233, %235 : tensor<2x4x4xcomplex<f32>>
    %237 = stablehlo.broadcast_in_dim %231, dims = [0, 1, 2] : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %238 = stablehlo.multiply %237, %236 : tensor<2x4x4xcomplex<f32>>
    %239 = stablehlo.subtract %230, %238 : tensor<2x4x4xcomplex<f32>>
    %240 = stablehlo.abs %239 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_51 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %241 = stablehlo.reduce(%240 init: %cst_51) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_52 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %242 = stablehlo.maximum %cst_52, %241 : tensor<f32>
    %243 = stablehlo.dot_general %82, %78, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %244 = stablehlo.transpose %82, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %245 = stablehlo.real %244 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %246 = stablehlo.imag %244 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %247 = stablehlo.negate %246 : tensor<2x4x4xf32>
    %248 = stablehlo.complex %245, %247 : tensor<2x4x4xcomplex<f32>>
    %249 = stablehlo.dot_general %243, %248, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %250 = stablehlo.subtract %249, %arg0 : tensor<2x4x4xcomplex<f32>>
    %251 = stablehlo.abs %250 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_53 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %252 = stablehlo.reduce(%251 init: %cst_53) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_54 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %253 = stablehlo.maximum %cst_54, %252 : tensor<f32>
    %254 = call @triu(%89) : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %255 = stablehlo.dot_general %105, %254, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %256 = stablehlo.transpose %105, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %257 = stablehlo.real %256 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %258 = stablehlo.imag %256 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %259 = stablehlo.negate %258 : tensor<2x4x4xf32>
    %260 = stablehlo.complex %257, %259 : tensor<2x4x4xcomplex<f32>>
    %261 = stablehlo.dot_general %255, %260, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %262 = stablehlo.subtract %261, %arg0 : tensor<2x4x4xcomplex<f32>>
    %263 = stablehlo.abs %262 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_55 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %264 = stablehlo.reduce(%263 init: %cst_55) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_56 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %265 = stablehlo.maximum %cst_56, %264 : tensor<f32>
    %266 = stablehlo.subtract %179, %56 : tensor<2x4xf32>
    %267 = stablehlo.abs %266 : tensor<2x4xf32>
    %cst_57 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %268 = stablehlo.reduce(%267 init: %cst_57) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_58 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %269 = stablehlo.maximum %cst_58, %268 : tensor<f32>
    %270 = stablehlo.slice %arg0 [0:2, 0:4, 0:2] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %271 = call @solve(%arg0, %270) : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %272 = stablehlo.dot_general %arg0, %271, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %273 = stablehlo.slice %arg0 [0:2, 0:4, 0:2] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %274 = stablehlo.subtract %272, %273 : tensor<2x4x2xcomplex<f32>>
    %275 = stablehlo.abs %274 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_59 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %276 = stablehlo.reduce(%275 init: %cst_59) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_60 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %277 = stablehlo.maximum %cst_60, %276 : tensor<f32>
    %278 = call @inv(%22) : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %279 = stablehlo.dot_general %278, %22, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %280 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %281 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_61 = stablehlo.constant dense<0> : tensor<i64>
    %282 = stablehlo.broadcast_in_dim %c_61, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %283 = stablehlo.add %280, %282 : tensor<4x4xi64>
    %284 = stablehlo.compare EQ, %283, %281, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %285 = stablehlo.convert %284 : (tensor<4x4xi1>) -> tensor<4x4xcomplex<f32>>
    %286 = stablehlo.broadcast_in_dim %285, dims = [1, 2] : (tensor<4x4xcomplex<f32>>) -> tensor<1x4x4xcomplex<f32>>
    %287 = stablehlo.broadcast_in_dim %286, dims = [0, 1, 2] : (tensor<1x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %288 = stablehlo.subtract %279, %287 : tensor<2x4x4xcomplex<f32>>
    %289 = stablehlo.abs %288 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_62 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %290 = stablehlo.reduce(%289 init: %cst_62) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_63 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %291 = stablehlo.maximum %cst_63, %290 : tensor<f32>
    %292 = stablehlo.slice %arg0 [0:2, 0:4, 0:2] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %293 = call @tril(%arg0) : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %294 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %295 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_64 = stablehlo.constant dense<0> : tensor<i64>
    %296 = stablehlo.broadcast_in_dim %c_64, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %297 = stablehlo.add %294, %296 : tensor<4x4xi64>
    %298 = stablehlo.compare EQ, %297, %295, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %299 = stablehlo.convert %298 : (tensor<4x4xi1>) -> tensor<4x4xcomplex<f32>>
    %cst_65 = stablehlo.constant dense<(8.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %300 = stablehlo.broadcast_in_dim %cst_65, dims = [] : (tensor<complex<f32>>) -> tensor<4x4xcomplex<f32>>
    %301 = stablehlo.multiply %300, %299 : tensor<4x4xcomplex<f32>>
    %302 = stablehlo.broadcast_in_dim %301, dims = [1, 2] : (tensor<4x4xcomplex<f32>>) -> tensor<1x4x4xcomplex<f32>>
    %303 = stablehlo.broadcast_in_dim %302, dims = [0, 1, 2] : (tensor<1x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %304 = stablehlo.add %293, %303 : tensor<2x4x4xcomplex<f32>>
    %305 = stablehlo.custom_call @lapack_ctrsm_ffi(%304, %292) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %306 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %307 = stablehlo.real %306 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %308 = stablehlo.imag %306 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %309 = stablehlo.negate %308 : tensor<2x2x4xf32>
    %310 = stablehlo.complex %307, %309 : tensor<2x2x4xcomplex<f32>>
    %311 = stablehlo.custom_call @lapack_ctrsm_ffi(%304, %310) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %312 = stablehlo.dot_general %304, %305, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %313 = stablehlo.subtract %312, %292 : tensor<2x4x2xcomplex<f32>>
    %314 = stablehlo.abs %313 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_66 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %315 = stablehlo.reduce(%314 init: %cst_66) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_67 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %316 = stablehlo.maximum %cst_67, %315 : tensor<f32>
    %317 = stablehlo.dot_general %311, %304, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %318 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %319 = stablehlo.real %318 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %320 = stablehlo.imag %318 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %321 = stablehlo.negate %320 : tensor<2x2x4xf32>
    %322 = stablehlo.complex %319, %321 : tensor<2x2x4xcomplex<f32>>
    %323 = stablehlo.subtract %317, %322 : tensor<2x2x4xcomplex<f32>>
    %324 = stablehlo.abs %323 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %cst_68 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %325 = stablehlo.reduce(%324 init: %cst_68) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_69 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %326 = stablehlo.maximum %cst_69, %325 : tensor<f32>
    %327 = stablehlo.add %316, %326 : tensor<f32>
    %cst_70 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %328 = stablehlo.add %cst_70, %327 : tensor<f32>
    %329 = stablehlo.transpose %304, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %330 = stablehlo.custom_call @lapack_ctrsm_ffi(%304, %292) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 84 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %331 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %332 = stablehlo.real %331 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %333 = stablehlo.imag %331 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %334 = stablehlo.negate %333 : tensor<2x2x4xf32>
    %335 = stablehlo.complex %332, %334 : tensor<2x2x4xcomplex<f32>>
    %336 = stablehlo.custom_call @lapack_ctrsm_ffi(%304, %335) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 84 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %337 = stablehlo.dot_general %329, %330, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %338 = stablehlo.subtract %337, %292 : tensor<2x4x2xcomplex<f32>>
    %339 = stablehlo.abs %338 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_71 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %340 = stablehlo.reduce(%339 init: %cst_71) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_72 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %341 = stablehlo.maximum %cst_72, %340 : tensor<f32>
    %342 = stablehlo.dot_general %336, %329, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %343 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %344 = stablehlo.real %343 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %345 = stablehlo.imag %343 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %346 = stablehlo.negate %345 : tensor<2x2x4xf32>
    %347 = stablehlo.complex %344, %346 : tensor<2x2x4xcomplex<f32>>
    %348 = stablehlo.subtract %342, %347 : tensor<2x2x4xcomplex<f32>>
    %349 = stablehlo.abs %348 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %cst_73 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %350 = stablehlo.reduce(%349 init: %cst_73) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_74 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %351 = stablehlo.maximum %cst_74, %350 : tensor<f32>
    %352 = stablehlo.add %341, %351 : tensor<f32>
    %353 = stablehlo.add %328, %352 : tensor<f32>
    %354 = stablehlo.transpose %304, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %355 = stablehlo.real %354 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %356 = stablehlo.imag %354 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %357 = stablehlo.negate %356 : tensor<2x4x4xf32>
    %358 = stablehlo.complex %355, %357 : tensor<2x4x4xcomplex<f32>>
    %359 = stablehlo.custom_call @lapack_ctrsm_ffi(%304, %292) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 67 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %360 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %361 = stablehlo.real %360 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %362 = stablehlo.imag %360 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %363 = stablehlo.negate %362 : tensor<2x2x4xf32>
    %364 = stablehlo.complex %361, %363 : tensor<2x2x4xcomplex<f32>>
    %365 = stablehlo.custom_call @lapack_ctrsm_ffi(%304, %364) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 67 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %366 = stablehlo.dot_general %358, %359, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %367 = stablehlo.subtract %366, %292 : tensor<2x4x2xcomplex<f32>>
    %368 = stablehlo.abs %367 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_75 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %369 = stablehlo.reduce(%368 init: %cst_75) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_76 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %370 = stablehlo.maximum %cst_76, %369 : tensor<f32>
    %371 = stablehlo.dot_general %365, %358, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %372 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %373 = stablehlo.real %372 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %374 = stablehlo.imag %372 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %375 = stablehlo.negate %374 : tensor<2x2x4xf32>
    %376 = stablehlo.complex %373, %375 : tensor<2x2x4xcomplex<f32>>
    %377 = stablehlo.subtract %371, %376 : tensor<2x2x4xcomplex<f32>>
    %378 = stablehlo.abs %377 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %cst_77 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %379 = stablehlo.reduce(%378 init: %cst_77) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_78 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %380 = stablehlo.maximum %cst_78, %379 : tensor<f32>
    %381 = stablehlo.add %370, %380 : tensor<f32>
    %382 = stablehlo.add %353, %381 : tensor<f32>
    %383 = call @triu_2(%arg0) : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %384 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %385 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_79 = stablehlo.constant dense<0> : tensor<i64>
    %386 = stablehlo.broadcast_in_dim %c_79, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %387 = stablehlo.add %384, %386 : tensor<4x4xi64>
    %388 = stablehlo.compare EQ, %387, %385, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %389 = stablehlo.convert %388 : (tensor<4x4xi1>) -> tensor<4x4xcomplex<f32>>
    %cst_80 = stablehlo.constant dense<(8.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %390 = stablehlo.broadcast_in_dim %cst_80, dims = [] : (tensor<complex<f32>>) -> tensor<4x4xcomplex<f32>>
    %391 = stablehlo.multiply %390, %389 : tensor<4x4xcomplex<f32>>
    %392 = stablehlo.broadcast_in_dim %391, dims = [1, 2] : (tensor<4x4xcomplex<f32>>) -> tensor<1x4x4xcomplex<f32>>
    %393 = stablehlo.broadcast_in_dim %392, dims = [0, 1, 2] : (tensor<1x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %394 = stablehlo.add %383, %393 : tensor<2x4x4xcomplex<f32>>
    %395 = stablehlo.custom_call @lapack_ctrsm_ffi(%394, %292) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %396 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %397 = stablehlo.real %396 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %398 = stablehlo.imag %396 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %399 = stablehlo.negate %398 : tensor<2x2x4xf32>
    %400 = stablehlo.complex %397, %399 : tensor<2x2x4xcomplex<f32>>
    %401 = stablehlo.custom_call @lapack_ctrsm_ffi(%394, %400) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %402 = stablehlo.dot_general %394, %395, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %403 = stablehlo.subtract %402, %292 : tensor<2x4x2xcomplex<f32>>
    %404 = stablehlo.abs %403 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_81 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %405 = stablehlo.reduce(%404 init: %cst_81) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_82 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %406 = stablehlo.maximum %cst_82, %405 : tensor<f32>
    %407 = stablehlo.dot_general %401, %394, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %408 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %409 = stablehlo.real %408 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %410 = stablehlo.imag %408 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %411 = stablehlo.negate %410 : tensor<2x2x4xf32>
    %412 = stablehlo.complex %409, %411 : tensor<2x2x4xcomplex<f32>>
    %413 = stablehlo.subtract %407, %412 : tensor<2x2x4xcomplex<f32>>
    %414 = stablehlo.abs %413 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %cst_83 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %415 = stablehlo.reduce(%414 init: %cst_83) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_84 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %416 = stablehlo.maximum %cst_84, %415 : tensor<f32>
    %417 = stablehlo.add %406, %416 : tensor<f32>
    %418 = stablehlo.add %382, %417 : tensor<f32>
    %419 = stablehlo.transpose %394, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %420 = stablehlo.custom_call @lapack_ctrsm_ffi(%394, %292) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 84 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %421 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %422 = stablehlo.real %421 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %423 = stablehlo.imag %421 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %424 = stablehlo.negate %423 : tensor<2x2x4xf32>
    %425 = stablehlo.complex %422, %424 : tensor<2x2x4xcomplex<f32>>
    %426 = stablehlo.custom_call @lapack_ctrsm_ffi(%394, %425) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 84 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %427 = stablehlo.dot_general %419, %420, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %428 = stablehlo.subtract %427, %292 : tensor<2x4x2xcomplex<f32>>
    %429 = stablehlo.abs %428 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_85 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %430 = stablehlo.reduce(%429 init: %cst_85) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_86 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %431 = stablehlo.maximum %cst_86, %430 : tensor<f32>
    %432 = stablehlo.dot_general %426, %419, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %433 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %434 = stablehlo.real %433 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %435 = stablehlo.imag %433 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %436 = stablehlo.negate %435 : tensor<2x2x4xf32>
    %437 = stablehlo.complex %434, %436 : tensor<2x2x4xcomplex<f32>>
    %438 = stablehlo.subtract %432, %437 : tensor<2x2x4xcomplex<f32>>
    %439 = stablehlo.abs %438 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %cst_87 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %440 = stablehlo.reduce(%439 init: %cst_87) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_88 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %441 = stablehlo.maximum %cst_88, %440 : tensor<f32>
    %442 = stablehlo.add %431, %441 : tensor<f32>
    %443 = stablehlo.add %418, %442 : tensor<f32>
    %444 = stablehlo.transpose %394, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %445 = stablehlo.real %444 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %446 = stablehlo.imag %444 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %447 = stablehlo.negate %446 : tensor<2x4x4xf32>
    %448 = stablehlo.complex %445, %447 : tensor<2x4x4xcomplex<f32>>
    %449 = stablehlo.custom_call @lapack_ctrsm_ffi(%394, %292) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 67 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %450 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %451 = stablehlo.real %450 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %452 = stablehlo.imag %450 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %453 = stablehlo.negate %452 : tensor<2x2x4xf32>
    %454 = stablehlo.complex %451, %453 : tensor<2x2x4xcomplex<f32>>
    %455 = stablehlo.custom_call @lapack_ctrsm_ffi(%394, %454) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 82 : ui8, trans_x = 67 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %456 = stablehlo.dot_general %448, %449, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %457 = stablehlo.subtract %456, %292 : tensor<2x4x2xcomplex<f32>>
    %458 = stablehlo.abs %457 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_89 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %459 = stablehlo.reduce(%458 init: %cst_89) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_90 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %460 = stablehlo.maximum %cst_90, %459 : tensor<f32>
    %461 = stablehlo.dot_general %455, %448, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %462 = stablehlo.transpose %292, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %463 = stablehlo.real %462 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %464 = stablehlo.imag %462 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %465 = stablehlo.negate %464 : tensor<2x2x4xf32>
    %466 = stablehlo.complex %463, %465 : tensor<2x2x4xcomplex<f32>>
    %467 = stablehlo.subtract %461, %466 : tensor<2x2x4xcomplex<f32>>
    %468 = stablehlo.abs %467 : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xf32>
    %cst_91 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %469 = stablehlo.reduce(%468 init: %cst_91) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x2x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_92 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %470 = stablehlo.maximum %cst_92, %469 : tensor<f32>
    %471 = stablehlo.add %460, %470 : tensor<f32>
    %472 = stablehlo.add %443, %471 : tensor<f32>
    %473 = call @tril(%arg0) : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %474 = stablehlo.custom_call @lapack_ctrsm_ffi(%473, %292) {backend_config = "", mhlo.backend_config = {diag = 85 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %475 = call @tril_3(%arg0) : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %476 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %477 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c_93 = stablehlo.constant dense<0> : tensor<i64>
    %478 = stablehlo.broadcast_in_dim %c_93, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %479 = stablehlo.add %476, %478 : tensor<4x4xi64>
    %480 = stablehlo.compare EQ, %479, %477, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %481 = stablehlo.convert %480 : (tensor<4x4xi1>) -> tensor<4x4xcomplex<f32>>
    %482 = stablehlo.broadcast_in_dim %481, dims = [1, 2] : (tensor<4x4xcomplex<f32>>) -> tensor<1x4x4xcomplex<f32>>
    %483 = stablehlo.broadcast_in_dim %482, dims = [0, 1, 2] : (tensor<1x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %484 = stablehlo.add %475, %483 : tensor<2x4x4xcomplex<f32>>
    %485 = stablehlo.dot_general %484, %474, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %486 = stablehlo.subtract %485, %292 : tensor<2x4x2xcomplex<f32>>
    %487 = stablehlo.abs %486 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xf32>
    %cst_94 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %488 = stablehlo.reduce(%487 init: %cst_94) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x2xf32>, tensor<f32>) -> tensor<f32>
    %cst_95 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %489 = stablehlo.maximum %cst_95, %488 : tensor<f32>
    %490 = stablehlo.add %472, %489 : tensor<f32>
    %491 = stablehlo.slice %arg0 [0:2, 0:4, 0:1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %492 = stablehlo.reshape %491 : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4xcomplex<f32>>
    %cst_96 = stablehlo.constant dense<(8.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %493 = stablehlo.broadcast_in_dim %cst_96, dims = [] : (tensor<complex<f32>>) -> tensor<2x4xcomplex<f32>>
    %494 = stablehlo.add %492, %493 : tensor<2x4xcomplex<f32>>
    %495 = stablehlo.slice %arg0 [0:2, 0:4, 1:2] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %496 = stablehlo.reshape %495 : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4xcomplex<f32>>
    %497 = stablehlo.slice %arg0 [0:2, 0:4, 2:3] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %498 = stablehlo.reshape %497 : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4xcomplex<f32>>
    %499:5 = stablehlo.custom_call @lapack_cgtsv_ffi(%496, %494, %498, %arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 1, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [2], operand_index = 2, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [3], operand_index = 3, operand_tuple_indices = []>], result_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2xi32>)
    %c_97 = stablehlo.constant dense<0> : tensor<i32>
    %500 = stablehlo.broadcast_in_dim %c_97, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %501 = stablehlo.compare EQ, %499#4, %500, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %502 = stablehlo.broadcast_in_dim %501, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_98 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %503 = stablehlo.broadcast_in_dim %cst_98, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %504 = stablehlo.broadcast_in_dim %502, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %505 = stablehlo.select %504, %499#3, %503 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %506 = stablehlo.slice %505 [0:2, 1:4, 0:4] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x3x4xcomplex<f32>>
    %cst_99 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %507 = stablehlo.broadcast_in_dim %cst_99, dims = [] : (tensor<complex<f32>>) -> tensor<2x1x4xcomplex<f32>>
    %508 = stablehlo.concatenate %506, %507, dim = 1 : (tensor<2x3x4xcomplex<f32>>, tensor<2x1x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %cst_100 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %509 = stablehlo.broadcast_in_dim %cst_100, dims = [] : (tensor<complex<f32>>) -> tensor<2x1x4xcomplex<f32>>
    %510 = stablehlo.slice %505 [0:2, 0:3, 0:4] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x3x4xcomplex<f32>>
    %511 = stablehlo.concatenate %509, %510, dim = 1 : (tensor<2x1x4xcomplex<f32>>, tensor<2x3x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %512 = stablehlo.broadcast_in_dim %496, dims = [0, 1] : (tensor<2x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %513 = stablehlo.broadcast_in_dim %512, dims = [0, 1, 2] : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %514 = stablehlo.multiply %513, %511 : tensor<2x4x4xcomplex<f32>>
    %515 = stablehlo.broadcast_in_dim %494, dims = [0, 1] : (tensor<2x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %516 = stablehlo.broadcast_in_dim %515, dims = [0, 1, 2] : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %517 = stablehlo.multiply %516, %505 : tensor<2x4x4xcomplex<f32>>
    %518 = stablehlo.add %514, %517 : tensor<2x4x4xcomplex<f32>>
    %519 = stablehlo.broadcast_in_dim %498, dims = [0, 1] : (tensor<2x4xcomplex<f32>>) -> tensor<2x4x1xcomplex<f32>>
    %520 = stablehlo.broadcast_in_dim %519, dims = [0, 1, 2] : (tensor<2x4x1xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %521 = stablehlo.multiply %520, %508 : tensor<2x4x4xcomplex<f32>>
    %522 = stablehlo.add %518, %521 : tensor<2x4x4xcomplex<f32>>
    %523 = stablehlo.subtract %522, %arg0 : tensor<2x4x4xcomplex<f32>>
    %524 = stablehlo.abs %523 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xf32>
    %cst_101 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %525 = stablehlo.reduce(%524 init: %cst_101) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_102 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %526 = stablehlo.maximum %cst_102, %525 : tensor<f32>
    %c_103 = stablehlo.constant dense<1> : tensor<i32>
    %527 = stablehlo.broadcast_in_dim %c_103, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %c_104 = stablehlo.constant dense<1> : tensor<i32>
    %528 = stablehlo.broadcast_in_dim %c_104, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %529 = stablehlo.concatenate %527, %528, dim = 0 : (tensor<1xi32>, tensor<1xi32>) -> tensor<2xi32>
    %cst_105 = stablehlo.constant dense<(0x7FC00000,0.000000e+00)> : tensor<complex<f32>>
    %530 = stablehlo.broadcast_in_dim %cst_105, dims = [] : (tensor<complex<f32>>) -> tensor<2xcomplex<f32>>
    %531 = "stablehlo.scatter"(%arg0, %529, %530) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1, 2], scatter_dims_to_operand_dims = [1, 2]>, unique_indices = true}> ({
    ^bb0(%arg1: tensor<complex<f32>>, %arg2: tensor<complex<f32>>):
      stablehlo.return %arg2 : tensor<complex<f32>>
    }) : (tensor<2x4x4xcomplex<f32>>, tensor<2xi32>, tensor<2xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %532:5 = stablehlo.custom_call @lapack_cgesdd_ffi(%531) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4xf32>, tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2xi32>)
    %c_106 = stablehlo.constant dense<0> : tensor<i32>
    %533 = stablehlo.broadcast_in_dim %c_106, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %534 = stablehlo.compare EQ, %532#4, %533, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %535 = stablehlo.broadcast_in_dim %534, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_107 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %536 = stablehlo.broadcast_in_dim %cst_107, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %537 = stablehlo.broadcast_in_dim %535, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %538 = stablehlo.select %537, %532#1, %536 : tensor<2x4xi1>, tensor<2x4xf32>
    %539 = stablehlo.broadcast_in_dim %534, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_108 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %540 = stablehlo.broadcast_in_dim %cst_108, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %541 = stablehlo.broadcast_in_dim %539, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %542 = stablehlo.select %541, %532#2, %540 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %543 = stablehlo.broadcast_in_dim %534, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_109 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %544 = stablehlo.broadcast_in_dim %cst_109, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %545 = stablehlo.broadcast_in_dim %543, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %546 = stablehlo.select %545, %532#3, %544 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %547:3 = stablehlo.custom_call @lapack_cheevd_ffi(%531) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4xf32>, tensor<2xi32>)
    %c_110 = stablehlo.constant dense<0> : tensor<i32>
    %548 = stablehlo.broadcast_in_dim %c_110, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %549 = stablehlo.compare EQ, %547#2, %548, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %550 = stablehlo.broadcast_in_dim %549, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_111 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %551 = stablehlo.broadcast_in_dim %cst_111, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %552 = stablehlo.broadcast_in_dim %550, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %553 = stablehlo.select %552, %547#0, %551 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %554 = stablehlo.broadcast_in_dim %549, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_112 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %555 = stablehlo.broadcast_in_dim %cst_112, dims = [] : (tensor<f32>) -> tensor<2x4xf32>
    %556 = stablehlo.broadcast_in_dim %554, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %557 = stablehlo.select %556, %547#1, %555 : tensor<2x4xi1>, tensor<2x4xf32>
    %558:4 = stablehlo.custom_call @lapack_cgeev_ffi(%531) {backend_config = "", mhlo.backend_config = {compute_left = 86 : ui8, compute_right = 86 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], result_layouts = [dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2xi32>)
    %c_113 = stablehlo.constant dense<0> : tensor<i32>
    %559 = stablehlo.broadcast_in_dim %c_113, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %560 = stablehlo.compare EQ, %558#3, %559, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %561 = stablehlo.broadcast_in_dim %560, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_114 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %562 = stablehlo.broadcast_in_dim %cst_114, dims = [] : (tensor<complex<f32>>) -> tensor<2x4xcomplex<f32>>
    %563 = stablehlo.broadcast_in_dim %561, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x4xi1>
    %564 = stablehlo.select %563, %558#0, %562 : tensor<2x4xi1>, tensor<2x4xcomplex<f32>>
    %565 = stablehlo.broadcast_in_dim %560, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_115 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %566 = stablehlo.broadcast_in_dim %cst_115, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %567 = stablehlo.broadcast_in_dim %565, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %568 = stablehlo.select %567, %558#1, %566 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %569 = stablehlo.broadcast_in_dim %560, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_116 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %570 = stablehlo.broadcast_in_dim %cst_116, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %571 = stablehlo.broadcast_in_dim %569, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %572 = stablehlo.select %571, %558#2, %570 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %573:5 = stablehlo.custom_call @lapack_cgees_ffi(%531) {backend_config = "", mhlo.backend_config = {mode = 86 : ui8, sort = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>, tensor<2xi32>, tensor<2xi32>)
    %c_117 = stablehlo.constant dense<0> : tensor<i32>
    %574 = stablehlo.broadcast_in_dim %c_117, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %575 = stablehlo.compare EQ, %573#4, %574, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %576 = stablehlo.broadcast_in_dim %575, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_118 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %577 = stablehlo.broadcast_in_dim %cst_118, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %578 = stablehlo.broadcast_in_dim %576, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %579 = stablehlo.select %578, %573#0, %577 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %580 = stablehlo.broadcast_in_dim %575, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_119 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %581 = stablehlo.broadcast_in_dim %cst_119, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %582 = stablehlo.broadcast_in_dim %580, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %583 = stablehlo.select %582, %573#1, %581 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    %584 = stablehlo.compare NE, %542, %542, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %585 = stablehlo.not %584 : tensor<2x4x4xi1>
    %586 = stablehlo.convert %585 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %587 = stablehlo.convert %586 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_120 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %588 = stablehlo.reduce(%587 init: %cst_120) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %cst_121 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %589 = stablehlo.add %cst_121, %588 : tensor<f32>
    %590 = stablehlo.compare NE, %538, %538, FLOAT : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
    %591 = stablehlo.not %590 : tensor<2x4xi1>
    %592 = stablehlo.convert %591 : (tensor<2x4xi1>) -> tensor<2x4xi32>
    %593 = stablehlo.convert %592 : (tensor<2x4xi32>) -> tensor<2x4xf32>
    %cst_122 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %594 = stablehlo.reduce(%593 init: %cst_122) applies stablehlo.add across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %595 = stablehlo.add %589, %594 : tensor<f32>
    %596 = stablehlo.compare NE, %546, %546, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %597 = stablehlo.not %596 : tensor<2x4x4xi1>
    %598 = stablehlo.convert %597 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %599 = stablehlo.convert %598 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_123 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %600 = stablehlo.reduce(%599 init: %cst_123) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %601 = stablehlo.add %595, %600 : tensor<f32>
    %602 = stablehlo.compare NE, %553, %553, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %603 = stablehlo.not %602 : tensor<2x4x4xi1>
    %604 = stablehlo.convert %603 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %605 = stablehlo.convert %604 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_124 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %606 = stablehlo.reduce(%605 init: %cst_124) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %607 = stablehlo.add %601, %606 : tensor<f32>
    %608 = stablehlo.compare NE, %557, %557, FLOAT : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xi1>
    %609 = stablehlo.not %608 : tensor<2x4xi1>
    %610 = stablehlo.convert %609 : (tensor<2x4xi1>) -> tensor<2x4xi32>
    %611 = stablehlo.convert %610 : (tensor<2x4xi32>) -> tensor<2x4xf32>
    %cst_125 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %612 = stablehlo.reduce(%611 init: %cst_125) applies stablehlo.add across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %613 = stablehlo.add %607, %612 : tensor<f32>
    %614 = stablehlo.compare NE, %564, %564, FLOAT : (tensor<2x4xcomplex<f32>>, tensor<2x4xcomplex<f32>>) -> tensor<2x4xi1>
    %615 = stablehlo.not %614 : tensor<2x4xi1>
    %616 = stablehlo.convert %615 : (tensor<2x4xi1>) -> tensor<2x4xi32>
    %617 = stablehlo.convert %616 : (tensor<2x4xi32>) -> tensor<2x4xf32>
    %cst_126 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %618 = stablehlo.reduce(%617 init: %cst_126) applies stablehlo.add across dimensions = [0, 1] : (tensor<2x4xf32>, tensor<f32>) -> tensor<f32>
    %619 = stablehlo.add %613, %618 : tensor<f32>
    %620 = stablehlo.compare NE, %568, %568, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %621 = stablehlo.not %620 : tensor<2x4x4xi1>
    %622 = stablehlo.convert %621 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %623 = stablehlo.convert %622 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_127 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %624 = stablehlo.reduce(%623 init: %cst_127) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %625 = stablehlo.add %619, %624 : tensor<f32>
    %626 = stablehlo.compare NE, %572, %572, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %627 = stablehlo.not %626 : tensor<2x4x4xi1>
    %628 = stablehlo.convert %627 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %629 = stablehlo.convert %628 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_128 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %630 = stablehlo.reduce(%629 init: %cst_128) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %631 = stablehlo.add %625, %630 : tensor<f32>
    %632 = stablehlo.compare NE, %579, %579, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %633 = stablehlo.not %632 : tensor<2x4x4xi1>
    %634 = stablehlo.convert %633 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %635 = stablehlo.convert %634 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_129 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %636 = stablehlo.reduce(%635 init: %cst_129) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %637 = stablehlo.add %631, %636 : tensor<f32>
    %638 = stablehlo.compare NE, %583, %583, FLOAT : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xi1>
    %639 = stablehlo.not %638 : tensor<2x4x4xi1>
    %640 = stablehlo.convert %639 : (tensor<2x4x4xi1>) -> tensor<2x4x4xi32>
    %641 = stablehlo.convert %640 : (tensor<2x4x4xi32>) -> tensor<2x4x4xf32>
    %cst_130 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %642 = stablehlo.reduce(%641 init: %cst_130) applies stablehlo.add across dimensions = [0, 1, 2] : (tensor<2x4x4xf32>, tensor<f32>) -> tensor<f32>
    %643 = stablehlo.add %637, %642 : tensor<f32>
    return %189, %224, %198, %526, %265, %291, %242, %643, %253, %277, %269, %490, %216 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
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
  func.func private @triu(%arg0: tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<-2> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = stablehlo.select %5, %6, %arg0 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    return %7 : tensor<2x4x4xcomplex<f32>>
  }
  func.func private @solve(%arg0: tensor<2x4x4xcomplex<f32>>, %arg1: tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>> {
    %0:3 = stablehlo.custom_call @lapack_cgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4xi32>, tensor<2xi32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<2x4xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
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
    %11 = stablehlo.transpose %arg1, dims = [0, 2, 1] : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %12 = call @_lu_solve(%8, %10#3, %11) : (tensor<2x4x4xcomplex<f32>>, tensor<2x4xi32>, tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    %13 = stablehlo.transpose %12, dims = [0, 2, 1] : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    return %13 : tensor<2x4x2xcomplex<f32>>
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
  func.func private @_lu_solve(%arg0: tensor<2x4x4xcomplex<f32>>, %arg1: tensor<2x4xi32>, %arg2: tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>> {
    %0 = stablehlo.broadcast_in_dim %arg2, dims = [0, 1, 2] : (tensor<2x2x4xcomplex<f32>>) -> tensor<2x2x4x1xcomplex<f32>>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.compare LT, %arg1, %1, SIGNED : (tensor<2x4xi32>, tensor<2x4xi32>) -> tensor<2x4xi1>
    %c_0 = stablehlo.constant dense<4> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %4 = stablehlo.add %arg1, %3 : tensor<2x4xi32>
    %5 = stablehlo.select %2, %4, %arg1 : tensor<2x4xi1>, tensor<2x4xi32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0, 1] : (tensor<2x4xi32>) -> tensor<2x4x1xi32>
    %7 = "stablehlo.gather"(%0, %6) <{dimension_numbers = #stablehlo.gather<offset_dims = [1, 3], collapsed_slice_dims = [2], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [2], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 2, 1, 1>}> : (tensor<2x2x4x1xcomplex<f32>>, tensor<2x4x1xi32>) -> tensor<2x2x4x1xcomplex<f32>>
    %8 = stablehlo.transpose %7, dims = [0, 2, 3, 1] : (tensor<2x2x4x1xcomplex<f32>>) -> tensor<2x4x1x2xcomplex<f32>>
    %9 = stablehlo.reshape %8 : (tensor<2x4x1x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %10 = stablehlo.custom_call @lapack_ctrsm_ffi(%arg0, %9) {backend_config = "", mhlo.backend_config = {diag = 85 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %11 = stablehlo.reshape %10 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x1x2xcomplex<f32>>
    %12 = stablehlo.reshape %11 : (tensor<2x4x1x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %13 = stablehlo.custom_call @lapack_ctrsm_ffi(%arg0, %12) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x2xcomplex<f32>>
    %14 = stablehlo.reshape %13 : (tensor<2x4x2xcomplex<f32>>) -> tensor<2x4x1x2xcomplex<f32>>
    %15 = stablehlo.transpose %14, dims = [0, 3, 1, 2] : (tensor<2x4x1x2xcomplex<f32>>) -> tensor<2x2x4x1xcomplex<f32>>
    %16 = stablehlo.reshape %15 : (tensor<2x2x4x1xcomplex<f32>>) -> tensor<2x2x4xcomplex<f32>>
    return %16 : tensor<2x2x4xcomplex<f32>>
  }
  func.func private @inv(%arg0: tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %1 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %c = stablehlo.constant dense<0> : tensor<i64>
    %2 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %3 = stablehlo.add %0, %2 : tensor<4x4xi64>
    %4 = stablehlo.compare EQ, %3, %1, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.convert %4 : (tensor<4x4xi1>) -> tensor<4x4xcomplex<f32>>
    %6 = stablehlo.broadcast_in_dim %5, dims = [1, 2] : (tensor<4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = call @solve_0(%arg0, %6) : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    return %7 : tensor<2x4x4xcomplex<f32>>
  }
  func.func private @solve_0(%arg0: tensor<2x4x4xcomplex<f32>>, %arg1: tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>> {
    %0:3 = stablehlo.custom_call @lapack_cgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x4x4xcomplex<f32>>) -> (tensor<2x4x4xcomplex<f32>>, tensor<2x4xi32>, tensor<2xi32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<2x4xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x4x4xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
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
    %11 = stablehlo.transpose %arg1, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %12 = call @_lu_solve_1(%8, %10#3, %11) : (tensor<2x4x4xcomplex<f32>>, tensor<2x4xi32>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %13 = stablehlo.transpose %12, dims = [0, 2, 1] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    return %13 : tensor<2x4x4xcomplex<f32>>
  }
  func.func private @_lu_solve_1(%arg0: tensor<2x4x4xcomplex<f32>>, %arg1: tensor<2x4xi32>, %arg2: tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>> {
    %0 = stablehlo.broadcast_in_dim %arg2, dims = [0, 1, 2] : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4x1xcomplex<f32>>
    %c = stablehlo.constant dense<0> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %2 = stablehlo.compare LT, %arg1, %1, SIGNED : (tensor<2x4xi32>, tensor<2x4xi32>) -> tensor<2x4xi1>
    %c_0 = stablehlo.constant dense<4> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x4xi32>
    %4 = stablehlo.add %arg1, %3 : tensor<2x4xi32>
    %5 = stablehlo.select %2, %4, %arg1 : tensor<2x4xi1>, tensor<2x4xi32>
    %6 = stablehlo.broadcast_in_dim %5, dims = [0, 1] : (tensor<2x4xi32>) -> tensor<2x4x1xi32>
    %7 = "stablehlo.gather"(%0, %6) <{dimension_numbers = #stablehlo.gather<offset_dims = [1, 3], collapsed_slice_dims = [2], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [2], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 4, 1, 1>}> : (tensor<2x4x4x1xcomplex<f32>>, tensor<2x4x1xi32>) -> tensor<2x4x4x1xcomplex<f32>>
    %8 = stablehlo.transpose %7, dims = [0, 2, 3, 1] : (tensor<2x4x4x1xcomplex<f32>>) -> tensor<2x4x1x4xcomplex<f32>>
    %9 = stablehlo.reshape %8 : (tensor<2x4x1x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %10 = stablehlo.custom_call @lapack_ctrsm_ffi(%arg0, %9) {backend_config = "", mhlo.backend_config = {diag = 85 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 76 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %11 = stablehlo.reshape %10 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x1x4xcomplex<f32>>
    %12 = stablehlo.reshape %11 : (tensor<2x4x1x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %13 = stablehlo.custom_call @lapack_ctrsm_ffi(%arg0, %12) {backend_config = "", mhlo.backend_config = {diag = 78 : ui8, side = 76 : ui8, trans_x = 78 : ui8, uplo = 85 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x4x4xcomplex<f32>>, tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %14 = stablehlo.reshape %13 : (tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x1x4xcomplex<f32>>
    %15 = stablehlo.transpose %14, dims = [0, 3, 1, 2] : (tensor<2x4x1x4xcomplex<f32>>) -> tensor<2x4x4x1xcomplex<f32>>
    %16 = stablehlo.reshape %15 : (tensor<2x4x4x1xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    return %16 : tensor<2x4x4xcomplex<f32>>
  }
  func.func private @tril(%arg0: tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<0> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    return %7 : tensor<2x4x4xcomplex<f32>>
  }
  func.func private @triu_2(%arg0: tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = stablehlo.select %5, %6, %arg0 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    return %7 : tensor<2x4x4xcomplex<f32>>
  }
  func.func private @tril_3(%arg0: tensor<2x4x4xcomplex<f32>>) -> tensor<2x4x4xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<4x4xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<4x4xi64>
    %2 = stablehlo.add %0, %1 : tensor<4x4xi64>
    %3 = stablehlo.iota dim = 1 : tensor<4x4xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<4x4xi64>, tensor<4x4xi64>) -> tensor<4x4xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<4x4xi1>) -> tensor<2x4x4xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<2x4x4xcomplex<f32>>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x4x4xi1>, tensor<2x4x4xcomplex<f32>>
    return %7 : tensor<2x4x4xcomplex<f32>>
  }
}
