module @jit_rectangle attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<2x5x3xf32>) -> (tensor<f32> {jax.result_info = "result['geqp3']"}, tensor<f32> {jax.result_info = "result['gesdd']['u']"}, tensor<f32> {jax.result_info = "result['gesdd']['usv']"}, tensor<f32> {jax.result_info = "result['gesdd']['v']"}, tensor<f32> {jax.result_info = "result['gesdd']['values']"}, tensor<f32> {jax.result_info = "result['gesvd']['u']"}, tensor<f32> {jax.result_info = "result['gesvd']['usv']"}, tensor<f32> {jax.result_info = "result['gesvd']['v']"}, tensor<f32> {jax.result_info = "result['gesvd']['values']"}, tensor<f32> {jax.result_info = "result['lu']"}, tensor<f32> {jax.result_info = "result['ormqr']"}, tensor<f32> {jax.result_info = "result['qr']['q']"}, tensor<f32> {jax.result_info = "result['qr']['qr']"}, tensor<f32> {jax.result_info = "result['qr']['upper']"}) {
    %0:3 = stablehlo.custom_call @lapack_sgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xi32>, tensor<2xi32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<2x3xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x3xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    %9 = stablehlo.iota dim = 1 : tensor<2x5xi32>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %10:4 = stablehlo.while(%iterArg = %2, %iterArg_72 = %c_2, %iterArg_73 = %c_1, %iterArg_74 = %9) : tensor<2x3xi32>, tensor<i64>, tensor<i64>, tensor<2x5xi32>
    cond {
      %c_75 = stablehlo.constant dense<3> : tensor<i64>
      %280 = stablehlo.compare LT, %iterArg_72, %c_75, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
      stablehlo.return %280 : tensor<i1>
    } do {
      %280:2 = func.call @closed_call(%iterArg, %iterArg_73, %iterArg_74) : (tensor<2x3xi32>, tensor<i64>, tensor<2x5xi32>) -> (tensor<i64>, tensor<2x5xi32>)
      %c_75 = stablehlo.constant dense<1> : tensor<i64>
      %281 = stablehlo.add %iterArg_72, %c_75 : tensor<i64>
      stablehlo.return %iterArg, %281, %280#0, %280#1 : tensor<2x3xi32>, tensor<i64>, tensor<i64>, tensor<2x5xi32>
    }
    %11 = call @tril(%8) : (tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
    %12 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %13 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %c_3 = stablehlo.constant dense<0> : tensor<i64>
    %14 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %15 = stablehlo.add %12, %14 : tensor<5x3xi64>
    %16 = stablehlo.compare EQ, %15, %13, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %17 = stablehlo.convert %16 : (tensor<5x3xi1>) -> tensor<5x3xf32>
    %18 = stablehlo.broadcast_in_dim %17, dims = [1, 2] : (tensor<5x3xf32>) -> tensor<1x5x3xf32>
    %19 = stablehlo.broadcast_in_dim %18, dims = [0, 1, 2] : (tensor<1x5x3xf32>) -> tensor<2x5x3xf32>
    %20 = stablehlo.add %11, %19 : tensor<2x5x3xf32>
    %21 = call @triu(%8) : (tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
    %22 = stablehlo.slice %21 [0:2, 0:3, 0:3] : (tensor<2x5x3xf32>) -> tensor<2x3x3xf32>
    %23 = stablehlo.dot_general %20, %22, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xf32>, tensor<2x3x3xf32>) -> tensor<2x5x3xf32>
    %24 = stablehlo.broadcast_in_dim %10#3, dims = [0, 1] : (tensor<2x5xi32>) -> tensor<2x5x1xi32>
    %25 = call @take_along_axis(%arg0, %24) : (tensor<2x5x3xf32>, tensor<2x5x1xi32>) -> tensor<2x5x3xf32>
    %26 = stablehlo.subtract %23, %25 : tensor<2x5x3xf32>
    %27 = stablehlo.abs %26 : tensor<2x5x3xf32>
    %cst_4 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %28 = stablehlo.reduce(%27 init: %cst_4) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_5 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %29 = stablehlo.maximum %cst_5, %28 : tensor<f32>
    %30:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>)
    %31 = stablehlo.custom_call @lapack_sorgqr_ffi(%30#0, %30#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xf32>, tensor<2x3xf32>) -> tensor<2x5x3xf32>
    %32 = stablehlo.slice %30#0 [0:2, 0:3, 0:3] : (tensor<2x5x3xf32>) -> tensor<2x3x3xf32>
    %33 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %c_6 = stablehlo.constant dense<-1> : tensor<i64>
    %34 = stablehlo.broadcast_in_dim %c_6, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %35 = stablehlo.add %33, %34 : tensor<3x3xi64>
    %36 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %37 = stablehlo.compare GE, %35, %36, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %38 = stablehlo.broadcast_in_dim %37, dims = [1, 2] : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %cst_7 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %39 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %40 = stablehlo.select %38, %39, %32 : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    %41:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>)
    %cst_8 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %42 = stablehlo.pad %41#0, %cst_8, low = [0, 0, 0], high = [0, 0, 2], interior = [0, 0, 0] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<2x5x5xf32>
    %43 = stablehlo.custom_call @lapack_sorgqr_ffi(%42, %41#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x5xf32>, tensor<2x3xf32>) -> tensor<2x5x5xf32>
    %44 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c_9 = stablehlo.constant dense<-1> : tensor<i64>
    %45 = stablehlo.broadcast_in_dim %c_9, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %46 = stablehlo.add %44, %45 : tensor<5x3xi64>
    %47 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %48 = stablehlo.compare GE, %46, %47, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %49 = stablehlo.broadcast_in_dim %48, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst_10 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %50 = stablehlo.broadcast_in_dim %cst_10, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %51 = stablehlo.select %49, %50, %41#0 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    %52 = stablehlo.dot_general %31, %40, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xf32>, tensor<2x3x3xf32>) -> tensor<2x5x3xf32>
    %53 = stablehlo.subtract %52, %arg0 : tensor<2x5x3xf32>
    %54 = stablehlo.abs %53 : tensor<2x5x3xf32>
    %cst_11 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %55 = stablehlo.reduce(%54 init: %cst_11) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_12 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %56 = stablehlo.maximum %cst_12, %55 : tensor<f32>
    %57 = stablehlo.transpose %43, dims = [0, 2, 1] : (tensor<2x5x5xf32>) -> tensor<2x5x5xf32>
    %58 = stablehlo.dot_general %57, %43, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xf32>, tensor<2x5x5xf32>) -> tensor<2x5x5xf32>
    %59 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %60 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_13 = stablehlo.constant dense<0> : tensor<i64>
    %61 = stablehlo.broadcast_in_dim %c_13, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %62 = stablehlo.add %59, %61 : tensor<5x5xi64>
    %63 = stablehlo.compare EQ, %62, %60, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %64 = stablehlo.convert %63 : (tensor<5x5xi1>) -> tensor<5x5xf32>
    %65 = stablehlo.broadcast_in_dim %64, dims = [1, 2] : (tensor<5x5xf32>) -> tensor<1x5x5xf32>
    %66 = stablehlo.broadcast_in_dim %65, dims = [0, 1, 2] : (tensor<1x5x5xf32>) -> tensor<2x5x5xf32>
    %67 = stablehlo.subtract %58, %66 : tensor<2x5x5xf32>
    %68 = stablehlo.abs %67 : tensor<2x5x5xf32>
    %cst_14 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %69 = stablehlo.reduce(%68 init: %cst_14) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_15 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %70 = stablehlo.maximum %cst_15, %69 : tensor<f32>
    %71 = call @tril_0(%40) : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %cst_16 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %72 = stablehlo.broadcast_in_dim %cst_16, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %73 = stablehlo.subtract %71, %72 : tensor<2x3x3xf32>
    %74 = stablehlo.abs %73 : tensor<2x3x3xf32>
    %cst_17 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %75 = stablehlo.reduce(%74 init: %cst_17) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_18 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %76 = stablehlo.maximum %cst_18, %75 : tensor<f32>
    %c_19 = stablehlo.constant dense<0> : tensor<i32>
    %77 = stablehlo.broadcast_in_dim %c_19, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %78:3 = stablehlo.custom_call @lapack_sgeqp3_ffi(%arg0, %77) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xf32>, tensor<2x3xi32>) -> (tensor<2x5x3xf32>, tensor<2x3xi32>, tensor<2x3xf32>)
    %c_20 = stablehlo.constant dense<1> : tensor<i32>
    %79 = stablehlo.broadcast_in_dim %c_20, dims = [] : (tensor<i32>) -> tensor<2x3xi32>
    %80 = stablehlo.subtract %78#1, %79 : tensor<2x3xi32>
    %81 = stablehlo.custom_call @lapack_sorgqr_ffi(%78#0, %78#2) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xf32>, tensor<2x3xf32>) -> tensor<2x5x3xf32>
    %82 = stablehlo.slice %78#0 [0:2, 0:3, 0:3] : (tensor<2x5x3xf32>) -> tensor<2x3x3xf32>
    %83 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %c_21 = stablehlo.constant dense<-1> : tensor<i64>
    %84 = stablehlo.broadcast_in_dim %c_21, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %85 = stablehlo.add %83, %84 : tensor<3x3xi64>
    %86 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %87 = stablehlo.compare GE, %85, %86, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %88 = stablehlo.broadcast_in_dim %87, dims = [1, 2] : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %cst_22 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %89 = stablehlo.broadcast_in_dim %cst_22, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %90 = stablehlo.select %88, %89, %82 : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    %91 = stablehlo.dot_general %81, %90, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xf32>, tensor<2x3x3xf32>) -> tensor<2x5x3xf32>
    %92 = stablehlo.broadcast_in_dim %80, dims = [0, 2] : (tensor<2x3xi32>) -> tensor<2x1x3xi32>
    %93 = call @take_along_axis_1(%arg0, %92) : (tensor<2x5x3xf32>, tensor<2x1x3xi32>) -> tensor<2x5x3xf32>
    %94 = stablehlo.subtract %91, %93 : tensor<2x5x3xf32>
    %95 = stablehlo.abs %94 : tensor<2x5x3xf32>
    %cst_23 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %96 = stablehlo.reduce(%95 init: %cst_23) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_24 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %97 = stablehlo.maximum %cst_24, %96 : tensor<f32>
    %98:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>)
    %99:2 = stablehlo.custom_call @lapack_sgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>)
    %cst_25 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %100 = stablehlo.pad %99#0, %cst_25, low = [0, 0, 0], high = [0, 0, 2], interior = [0, 0, 0] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<2x5x5xf32>
    %101 = stablehlo.custom_call @lapack_sorgqr_ffi(%100, %99#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x5xf32>, tensor<2x3xf32>) -> tensor<2x5x5xf32>
    %102 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c_26 = stablehlo.constant dense<-1> : tensor<i64>
    %103 = stablehlo.broadcast_in_dim %c_26, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %104 = stablehlo.add %102, %103 : tensor<5x3xi64>
    %105 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %106 = stablehlo.compare GE, %104, %105, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %107 = stablehlo.broadcast_in_dim %106, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst_27 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %108 = stablehlo.broadcast_in_dim %cst_27, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %109 = stablehlo.select %107, %108, %99#0 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    %110 = stablehlo.custom_call @lapack_sormqr_ffi(%98#0, %98#1, %arg0) {backend_config = "", mhlo.backend_config = {left = true, transpose = true}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
    %111 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x5x3xf32>) -> tensor<2x3x5xf32>
    %112 = stablehlo.custom_call @lapack_sormqr_ffi(%98#0, %98#1, %111) {backend_config = "", mhlo.backend_config = {left = false, transpose = false}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>]} : (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x3x5xf32>) -> tensor<2x3x5xf32>
    %113 = stablehlo.transpose %101, dims = [0, 2, 1] : (tensor<2x5x5xf32>) -> tensor<2x5x5xf32>
    %114 = stablehlo.dot_general %113, %arg0, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xf32>, tensor<2x5x3xf32>) -> tensor<2x5x3xf32>
    %115 = stablehlo.subtract %110, %114 : tensor<2x5x3xf32>
    %116 = stablehlo.abs %115 : tensor<2x5x3xf32>
    %cst_28 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %117 = stablehlo.reduce(%116 init: %cst_28) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_29 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %118 = stablehlo.maximum %cst_29, %117 : tensor<f32>
    %119 = stablehlo.transpose %arg0, dims = [0, 2, 1] : (tensor<2x5x3xf32>) -> tensor<2x3x5xf32>
    %120 = stablehlo.dot_general %119, %101, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x3x5xf32>, tensor<2x5x5xf32>) -> tensor<2x3x5xf32>
    %121 = stablehlo.subtract %112, %120 : tensor<2x3x5xf32>
    %122 = stablehlo.abs %121 : tensor<2x3x5xf32>
    %cst_30 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %123 = stablehlo.reduce(%122 init: %cst_30) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_31 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %124 = stablehlo.maximum %cst_31, %123 : tensor<f32>
    %125 = stablehlo.add %118, %124 : tensor<f32>
    %126:5 = stablehlo.custom_call @lapack_sgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x5x5xf32>, tensor<2x3x3xf32>, tensor<2xi32>)
    %c_32 = stablehlo.constant dense<0> : tensor<i32>
    %127 = stablehlo.broadcast_in_dim %c_32, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %128 = stablehlo.compare EQ, %126#4, %127, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %129 = stablehlo.broadcast_in_dim %128, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_33 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %130 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %131 = stablehlo.broadcast_in_dim %129, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %132 = stablehlo.select %131, %126#1, %130 : tensor<2x3xi1>, tensor<2x3xf32>
    %133 = stablehlo.broadcast_in_dim %128, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_34 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %134 = stablehlo.broadcast_in_dim %cst_34, dims = [] : (tensor<f32>) -> tensor<2x5x5xf32>
    %135 = stablehlo.broadcast_in_dim %133, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x5xi1>
    %136 = stablehlo.select %135, %126#2, %134 : tensor<2x5x5xi1>, tensor<2x5x5xf32>
    %137 = stablehlo.broadcast_in_dim %128, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_35 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %138 = stablehlo.broadcast_in_dim %cst_35, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %139 = stablehlo.broadcast_in_dim %137, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %140 = stablehlo.select %139, %126#3, %138 : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    %141:5 = stablehlo.custom_call @lapack_sgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x5x3xf32>, tensor<2x3x3xf32>, tensor<2xi32>)
    %c_36 = stablehlo.constant dense<0> : tensor<i32>
    %142 = stablehlo.broadcast_in_dim %c_36, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %143 = stablehlo.compare EQ, %141#4, %142, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %144 = stablehlo.broadcast_in_dim %143, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_37 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %145 = stablehlo.broadcast_in_dim %cst_37, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %146 = stablehlo.broadcast_in_dim %144, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %147 = stablehlo.select %146, %141#1, %145 : tensor<2x3xi1>, tensor<2x3xf32>
    %148 = stablehlo.broadcast_in_dim %143, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_38 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %149 = stablehlo.broadcast_in_dim %cst_38, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %150 = stablehlo.broadcast_in_dim %148, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x3xi1>
    %151 = stablehlo.select %150, %141#2, %149 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    %152 = stablehlo.broadcast_in_dim %143, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_39 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %153 = stablehlo.broadcast_in_dim %cst_39, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %154 = stablehlo.broadcast_in_dim %152, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %155 = stablehlo.select %154, %141#3, %153 : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    %156:5 = stablehlo.custom_call @lapack_sgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x5x5xf32>, tensor<2x3x3xf32>, tensor<2xi32>)
    %c_40 = stablehlo.constant dense<0> : tensor<i32>
    %157 = stablehlo.broadcast_in_dim %c_40, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %158 = stablehlo.compare EQ, %156#4, %157, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %159 = stablehlo.broadcast_in_dim %158, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_41 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %160 = stablehlo.broadcast_in_dim %cst_41, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %161 = stablehlo.broadcast_in_dim %159, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %162 = stablehlo.select %161, %156#1, %160 : tensor<2x3xi1>, tensor<2x3xf32>
    %163 = stablehlo.broadcast_in_dim %132, dims = [0, 2] : (tensor<2x3xf32>) -> tensor<2x1x3xf32>
    %164 = stablehlo.broadcast_in_dim %163, dims = [0, 1, 2] : (tensor<2x1x3xf32>) -> tensor<2x5x3xf32>
    %165 = stablehlo.multiply %151, %164 : tensor<2x5x3xf32>
    %166 = stablehlo.dot_general %165, %155, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xf32>, tensor<2x3x3xf32>) -> tensor<2x5x3xf32>
    %167 = stablehlo.subtract %166, %arg0 : tensor<2x5x3xf32>
    %168 = stablehlo.abs %167 : tensor<2x5x3xf32>
    %cst_42 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %169 = stablehlo.reduce(%168 init: %cst_42) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_43 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %170 = stablehlo.maximum %cst_43, %169 : tensor<f32>
    %171 = stablehlo.transpose %136, dims = [0, 2, 1] : (tensor<2x5x5xf32>) -> tensor<2x5x5xf32>
    %172 = stablehlo.dot_general %171, %136, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xf32>, tensor<2x5x5xf32>) -> tensor<2x5x5xf32>
    %173 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %174 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_44 = stablehlo.constant dense<0> : tensor<i64>
    %175 = stablehlo.broadcast_in_dim %c_44, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %176 = stablehlo.add %173, %175 : tensor<5x5xi64>
    %177 = stablehlo.compare EQ, %176, %174, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %178 = stablehlo.convert %177 : (tensor<5x5xi1>) -> tensor<5x5xf32>
    %179 = stablehlo.broadcast_in_dim %178, dims = [1, 2] : (tensor<5x5xf32>) -> tensor<1x5x5xf32>
    %180 = stablehlo.broadcast_in_dim %179, dims = [0, 1, 2] : (tensor<1x5x5xf32>) -> tensor<2x5x5xf32>
    %181 = stablehlo.subtract %172, %180 : tensor<2x5x5xf32>
    %182 = stablehlo.abs %181 : tensor<2x5x5xf32>
    %cst_45 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %183 = stablehlo.reduce(%182 init: %cst_45) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_46 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %184 = stablehlo.maximum %cst_46, %183 : tensor<f32>
    %185 = stablehlo.transpose %140, dims = [0, 2, 1] : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %186 = stablehlo.dot_general %185, %140, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %187 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %188 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_47 = stablehlo.constant dense<0> : tensor<i64>
    %189 = stablehlo.broadcast_in_dim %c_47, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %190 = stablehlo.add %187, %189 : tensor<3x3xi64>
    %191 = stablehlo.compare EQ, %190, %188, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %192 = stablehlo.convert %191 : (tensor<3x3xi1>) -> tensor<3x3xf32>
    %193 = stablehlo.broadcast_in_dim %192, dims = [1, 2] : (tensor<3x3xf32>) -> tensor<1x3x3xf32>
    %194 = stablehlo.broadcast_in_dim %193, dims = [0, 1, 2] : (tensor<1x3x3xf32>) -> tensor<2x3x3xf32>
    %195 = stablehlo.subtract %186, %194 : tensor<2x3x3xf32>
    %196 = stablehlo.abs %195 : tensor<2x3x3xf32>
    %cst_48 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %197 = stablehlo.reduce(%196 init: %cst_48) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_49 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %198 = stablehlo.maximum %cst_49, %197 : tensor<f32>
    %199 = stablehlo.subtract %162, %132 : tensor<2x3xf32>
    %200 = stablehlo.abs %199 : tensor<2x3xf32>
    %cst_50 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %201 = stablehlo.reduce(%200 init: %cst_50) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_51 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %202 = stablehlo.maximum %cst_51, %201 : tensor<f32>
    %203:5 = stablehlo.custom_call @lapack_sgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x5x5xf32>, tensor<2x3x3xf32>, tensor<2xi32>)
    %c_52 = stablehlo.constant dense<0> : tensor<i32>
    %204 = stablehlo.broadcast_in_dim %c_52, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %205 = stablehlo.compare EQ, %203#4, %204, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %206 = stablehlo.broadcast_in_dim %205, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_53 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %207 = stablehlo.broadcast_in_dim %cst_53, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %208 = stablehlo.broadcast_in_dim %206, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %209 = stablehlo.select %208, %203#1, %207 : tensor<2x3xi1>, tensor<2x3xf32>
    %210 = stablehlo.broadcast_in_dim %205, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_54 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %211 = stablehlo.broadcast_in_dim %cst_54, dims = [] : (tensor<f32>) -> tensor<2x5x5xf32>
    %212 = stablehlo.broadcast_in_dim %210, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x5xi1>
    %213 = stablehlo.select %212, %203#2, %211 : tensor<2x5x5xi1>, tensor<2x5x5xf32>
    %214 = stablehlo.broadcast_in_dim %205, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_55 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %215 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %216 = stablehlo.broadcast_in_dim %214, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %217 = stablehlo.select %216, %203#3, %215 : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    %218:5 = stablehlo.custom_call @lapack_sgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x5x3xf32>, tensor<2x3x3xf32>, tensor<2xi32>)
    %c_56 = stablehlo.constant dense<0> : tensor<i32>
    %219 = stablehlo.broadcast_in_dim %c_56, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %220 = stablehlo.compare EQ, %218#4, %219, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %221 = stablehlo.broadcast_in_dim %220, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_57 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %222 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %223 = stablehlo.broadcast_in_dim %221, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %224 = stablehlo.select %223, %218#1, %222 : tensor<2x3xi1>, tensor<2x3xf32>
    %225 = stablehlo.broadcast_in_dim %220, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_58 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %226 = stablehlo.broadcast_in_dim %cst_58, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %227 = stablehlo.broadcast_in_dim %225, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x5x3xi1>
    %228 = stablehlo.select %227, %218#2, %226 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    %229 = stablehlo.broadcast_in_dim %220, dims = [0] : (tensor<2xi1>) -> tensor<2x1x1xi1>
    %cst_59 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %230 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %231 = stablehlo.broadcast_in_dim %229, dims = [0, 1, 2] : (tensor<2x1x1xi1>) -> tensor<2x3x3xi1>
    %232 = stablehlo.select %231, %218#3, %230 : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    %233:5 = stablehlo.custom_call @lapack_sgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "1"}, operand_layouts = [dense<[1, 2, 0]> : tensor<3xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 0]> : tensor<2xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<[1, 2, 0]> : tensor<3xindex>, dense<0> : tensor<1xindex>]} : (tensor<2x5x3xf32>) -> (tensor<2x5x3xf32>, tensor<2x3xf32>, tensor<2x5x5xf32>, tensor<2x3x3xf32>, tensor<2xi32>)
    %c_60 = stablehlo.constant dense<0> : tensor<i32>
    %234 = stablehlo.broadcast_in_dim %c_60, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %235 = stablehlo.compare EQ, %233#4, %234, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %236 = stablehlo.broadcast_in_dim %235, dims = [0] : (tensor<2xi1>) -> tensor<2x1xi1>
    %cst_61 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %237 = stablehlo.broadcast_in_dim %cst_61, dims = [] : (tensor<f32>) -> tensor<2x3xf32>
    %238 = stablehlo.broadcast_in_dim %236, dims = [0, 1] : (tensor<2x1xi1>) -> tensor<2x3xi1>
    %239 = stablehlo.select %238, %233#1, %237 : tensor<2x3xi1>, tensor<2x3xf32>
    %240 = stablehlo.broadcast_in_dim %209, dims = [0, 2] : (tensor<2x3xf32>) -> tensor<2x1x3xf32>
    %241 = stablehlo.broadcast_in_dim %240, dims = [0, 1, 2] : (tensor<2x1x3xf32>) -> tensor<2x5x3xf32>
    %242 = stablehlo.multiply %228, %241 : tensor<2x5x3xf32>
    %243 = stablehlo.dot_general %242, %232, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x3xf32>, tensor<2x3x3xf32>) -> tensor<2x5x3xf32>
    %244 = stablehlo.subtract %243, %arg0 : tensor<2x5x3xf32>
    %245 = stablehlo.abs %244 : tensor<2x5x3xf32>
    %cst_62 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %246 = stablehlo.reduce(%245 init: %cst_62) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_63 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %247 = stablehlo.maximum %cst_63, %246 : tensor<f32>
    %248 = stablehlo.transpose %213, dims = [0, 2, 1] : (tensor<2x5x5xf32>) -> tensor<2x5x5xf32>
    %249 = stablehlo.dot_general %248, %213, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x5x5xf32>, tensor<2x5x5xf32>) -> tensor<2x5x5xf32>
    %250 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %251 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_64 = stablehlo.constant dense<0> : tensor<i64>
    %252 = stablehlo.broadcast_in_dim %c_64, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %253 = stablehlo.add %250, %252 : tensor<5x5xi64>
    %254 = stablehlo.compare EQ, %253, %251, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %255 = stablehlo.convert %254 : (tensor<5x5xi1>) -> tensor<5x5xf32>
    %256 = stablehlo.broadcast_in_dim %255, dims = [1, 2] : (tensor<5x5xf32>) -> tensor<1x5x5xf32>
    %257 = stablehlo.broadcast_in_dim %256, dims = [0, 1, 2] : (tensor<1x5x5xf32>) -> tensor<2x5x5xf32>
    %258 = stablehlo.subtract %249, %257 : tensor<2x5x5xf32>
    %259 = stablehlo.abs %258 : tensor<2x5x5xf32>
    %cst_65 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %260 = stablehlo.reduce(%259 init: %cst_65) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_66 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %261 = stablehlo.maximum %cst_66, %260 : tensor<f32>
    %262 = stablehlo.transpose %217, dims = [0, 2, 1] : (tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %263 = stablehlo.dot_general %262, %217, batching_dims = [0] x [0], contracting_dims = [2] x [1], precision = [DEFAULT, DEFAULT] : (tensor<2x3x3xf32>, tensor<2x3x3xf32>) -> tensor<2x3x3xf32>
    %264 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %265 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_67 = stablehlo.constant dense<0> : tensor<i64>
    %266 = stablehlo.broadcast_in_dim %c_67, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %267 = stablehlo.add %264, %266 : tensor<3x3xi64>
    %268 = stablehlo.compare EQ, %267, %265, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %269 = stablehlo.convert %268 : (tensor<3x3xi1>) -> tensor<3x3xf32>
    %270 = stablehlo.broadcast_in_dim %269, dims = [1, 2] : (tensor<3x3xf32>) -> tensor<1x3x3xf32>
    %271 = stablehlo.broadcast_in_dim %270, dims = [0, 1, 2] : (tensor<1x3x3xf32>) -> tensor<2x3x3xf32>
    %272 = stablehlo.subtract %263, %271 : tensor<2x3x3xf32>
    %273 = stablehlo.abs %272 : tensor<2x3x3xf32>
    %cst_68 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %274 = stablehlo.reduce(%273 init: %cst_68) applies stablehlo.maximum across dimensions = [0, 1, 2] : (tensor<2x3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_69 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %275 = stablehlo.maximum %cst_69, %274 : tensor<f32>
    %276 = stablehlo.subtract %239, %209 : tensor<2x3xf32>
    %277 = stablehlo.abs %276 : tensor<2x3xf32>
    %cst_70 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %278 = stablehlo.reduce(%277 init: %cst_70) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_71 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %279 = stablehlo.maximum %cst_71, %278 : tensor<f32>
    return %97, %184, %170, %198, %202, %261, %247, %275, %279, %29, %125, %70, %56, %76 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
  }
  func.func private @closed_call(%arg0: tensor<2x3xi32>, %arg1: tensor<i64>, %arg2: tensor<2x5xi32>) -> (tensor<i64>, tensor<2x5xi32>) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.add %arg1, %c : tensor<i64>
    %c_0 = stablehlo.constant dense<0> : tensor<i64>
    %1 = stablehlo.compare LT, %arg1, %c_0, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %2 = stablehlo.convert %arg1 : tensor<i64>
    %c_1 = stablehlo.constant dense<3> : tensor<i64>
    %3 = stablehlo.add %2, %c_1 : tensor<i64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<i1>, tensor<i64>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<i64>) -> tensor<1xi64>
    %6 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], start_index_map = [1]>, indices_are_sorted = true, slice_sizes = array<i64: 2, 1>}> : (tensor<2x3xi32>, tensor<1xi64>) -> tensor<2x1xi32>
    %7 = stablehlo.reshape %6 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %8 = stablehlo.compare LT, %arg1, %c_2, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %9 = stablehlo.convert %arg1 : tensor<i64>
    %c_3 = stablehlo.constant dense<5> : tensor<i64>
    %10 = stablehlo.add %9, %c_3 : tensor<i64>
    %11 = stablehlo.select %8, %10, %arg1 : tensor<i1>, tensor<i64>
    %12 = stablehlo.broadcast_in_dim %11, dims = [] : (tensor<i64>) -> tensor<1xi64>
    %13 = "stablehlo.gather"(%arg2, %12) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], start_index_map = [1]>, indices_are_sorted = true, slice_sizes = array<i64: 2, 1>}> : (tensor<2x5xi32>, tensor<1xi64>) -> tensor<2x1xi32>
    %14 = stablehlo.reshape %13 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_4 = stablehlo.constant dense<0> : tensor<i32>
    %15 = stablehlo.broadcast_in_dim %c_4, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %16 = stablehlo.compare LT, %7, %15, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %c_5 = stablehlo.constant dense<5> : tensor<i32>
    %17 = stablehlo.broadcast_in_dim %c_5, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %18 = stablehlo.add %7, %17 : tensor<2xi32>
    %19 = stablehlo.select %16, %18, %7 : tensor<2xi1>, tensor<2xi32>
    %20 = stablehlo.broadcast_in_dim %19, dims = [0] : (tensor<2xi32>) -> tensor<2x1xi32>
    %21 = "stablehlo.gather"(%arg2, %20) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 1>, indices_are_sorted = true, slice_sizes = array<i64: 1, 1>}> : (tensor<2x5xi32>, tensor<2x1xi32>) -> tensor<2x1xi32>
    %22 = stablehlo.reshape %21 : (tensor<2x1xi32>) -> tensor<2xi32>
    %c_6 = stablehlo.constant dense<0> : tensor<i64>
    %23 = stablehlo.compare LT, %arg1, %c_6, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %c_7 = stablehlo.constant dense<5> : tensor<i64>
    %24 = stablehlo.add %arg1, %c_7 : tensor<i64>
    %25 = stablehlo.select %23, %24, %arg1 : tensor<i1>, tensor<i64>
    %26 = stablehlo.convert %25 : (tensor<i64>) -> tensor<i32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %28 = "stablehlo.scatter"(%arg2, %27, %22) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<update_window_dims = [0], inserted_window_dims = [1], scatter_dims_to_operand_dims = [1]>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<2x5xi32>, tensor<1xi32>, tensor<2xi32>) -> tensor<2x5xi32>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %29 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %30 = stablehlo.compare LT, %7, %29, SIGNED : (tensor<2xi32>, tensor<2xi32>) -> tensor<2xi1>
    %c_9 = stablehlo.constant dense<5> : tensor<i32>
    %31 = stablehlo.broadcast_in_dim %c_9, dims = [] : (tensor<i32>) -> tensor<2xi32>
    %32 = stablehlo.add %7, %31 : tensor<2xi32>
    %33 = stablehlo.select %30, %32, %7 : tensor<2xi1>, tensor<2xi32>
    %34 = stablehlo.broadcast_in_dim %33, dims = [0] : (tensor<2xi32>) -> tensor<2x1xi32>
    %35 = "stablehlo.scatter"(%28, %34, %14) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [1], input_batching_dims = [0], scatter_indices_batching_dims = [0], scatter_dims_to_operand_dims = [1], index_vector_dim = 1>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<2x5xi32>, tensor<2x1xi32>, tensor<2xi32>) -> tensor<2x5xi32>
    return %0, %35 : tensor<i64>, tensor<2x5xi32>
  }
  func.func private @tril(%arg0: tensor<2x5x3xf32>) -> tensor<2x5x3xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %2 = stablehlo.add %0, %1 : tensor<5x3xi64>
    %3 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    return %7 : tensor<2x5x3xf32>
  }
  func.func private @triu(%arg0: tensor<2x5x3xf32>) -> tensor<2x5x3xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<5x3xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<5x3xi64>
    %2 = stablehlo.add %0, %1 : tensor<5x3xi64>
    %3 = stablehlo.iota dim = 1 : tensor<5x3xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<5x3xi64>, tensor<5x3xi64>) -> tensor<5x3xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<5x3xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %7 = stablehlo.select %5, %6, %arg0 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    return %7 : tensor<2x5x3xf32>
  }
  func.func private @take_along_axis(%arg0: tensor<2x5x3xf32>, %arg1: tensor<2x5x1xi32>) -> tensor<2x5x3xf32> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x5x1xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %c_0 = stablehlo.constant dense<5> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x5x1xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<2x5x1xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<2x5x1xi1>, tensor<2x5x1xi32>
    %c_1 = stablehlo.constant dense<4> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %5 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x5x1xi32>
    %6 = stablehlo.compare GE, %4, %5, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %7 = stablehlo.broadcast_in_dim %c_1, dims = [2] : (tensor<1xi32>) -> tensor<1x1x1xi32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1, 2] : (tensor<1x1x1xi32>) -> tensor<2x5x1xi32>
    %9 = stablehlo.compare LE, %4, %8, SIGNED : (tensor<2x5x1xi32>, tensor<2x5x1xi32>) -> tensor<2x5x1xi1>
    %10 = stablehlo.and %6, %9 : tensor<2x5x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %11 = stablehlo.reduce(%10 init: %c_3) applies stablehlo.and across dimensions = [2] : (tensor<2x5x1xi1>, tensor<i1>) -> tensor<2x5xi1>
    %12 = "stablehlo.gather"(%arg0, %4) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [1], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [1], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 1, 3>}> : (tensor<2x5x3xf32>, tensor<2x5x1xi32>) -> tensor<2x5x3xf32>
    %13 = stablehlo.broadcast_in_dim %11, dims = [0, 1] : (tensor<2x5xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %14 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %15 = stablehlo.select %13, %12, %14 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    return %15 : tensor<2x5x3xf32>
  }
  func.func private @tril_0(%arg0: tensor<2x3x3xf32>) -> tensor<2x3x3xf32> {
    %0 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %2 = stablehlo.add %0, %1 : tensor<3x3xi64>
    %3 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [1, 2] : (tensor<3x3xi1>) -> tensor<2x3x3xi1>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x3x3xf32>
    %7 = stablehlo.select %5, %arg0, %6 : tensor<2x3x3xi1>, tensor<2x3x3xf32>
    return %7 : tensor<2x3x3xf32>
  }
  func.func private @take_along_axis_1(%arg0: tensor<2x5x3xf32>, %arg1: tensor<2x1x3xi32>) -> tensor<2x5x3xf32> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<2x1x3xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<2x1x3xi32>, tensor<2x1x3xi32>) -> tensor<2x1x3xi1>
    %c_0 = stablehlo.constant dense<3> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<2x1x3xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<2x1x3xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<2x1x3xi1>, tensor<2x1x3xi32>
    %5 = stablehlo.reshape %4 : (tensor<2x1x3xi32>) -> tensor<2x3x1xi32>
    %c_1 = stablehlo.constant dense<2> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %6 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<2x3x1xi32>
    %7 = stablehlo.compare GE, %5, %6, SIGNED : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %8 = stablehlo.broadcast_in_dim %c_1, dims = [2] : (tensor<1xi32>) -> tensor<1x1x1xi32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1, 2] : (tensor<1x1x1xi32>) -> tensor<2x3x1xi32>
    %10 = stablehlo.compare LE, %5, %9, SIGNED : (tensor<2x3x1xi32>, tensor<2x3x1xi32>) -> tensor<2x3x1xi1>
    %11 = stablehlo.and %7, %10 : tensor<2x3x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %12 = stablehlo.reduce(%11 init: %c_3) applies stablehlo.and across dimensions = [2] : (tensor<2x3x1xi1>, tensor<i1>) -> tensor<2x3xi1>
    %13 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [2], operand_batching_dims = [0], start_indices_batching_dims = [0], start_index_map = [2], index_vector_dim = 2>, indices_are_sorted = false, slice_sizes = array<i64: 1, 5, 1>}> : (tensor<2x5x3xf32>, tensor<2x3x1xi32>) -> tensor<2x5x3xf32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 2] : (tensor<2x3xi1>) -> tensor<2x5x3xi1>
    %cst = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %15 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<2x5x3xf32>
    %16 = stablehlo.select %14, %13, %15 : tensor<2x5x3xi1>, tensor<2x5x3xf32>
    return %16 : tensor<2x5x3xf32>
  }
}
