module @jit_rectangle attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<3x5xcomplex<f32>>) -> (tensor<f32> {jax.result_info = "result['geqp3']"}, tensor<f32> {jax.result_info = "result['gesdd']['u']"}, tensor<f32> {jax.result_info = "result['gesdd']['usv']"}, tensor<f32> {jax.result_info = "result['gesdd']['v']"}, tensor<f32> {jax.result_info = "result['gesdd']['values']"}, tensor<f32> {jax.result_info = "result['gesvd']['u']"}, tensor<f32> {jax.result_info = "result['gesvd']['usv']"}, tensor<f32> {jax.result_info = "result['gesvd']['v']"}, tensor<f32> {jax.result_info = "result['gesvd']['values']"}, tensor<f32> {jax.result_info = "result['lu']"}, tensor<f32> {jax.result_info = "result['ormqr']"}, tensor<f32> {jax.result_info = "result['qr']['q']"}, tensor<f32> {jax.result_info = "result['qr']['qr']"}, tensor<f32> {jax.result_info = "result['qr']['upper']"}) {
    %0:3 = stablehlo.custom_call @lapack_cgetrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xi32>, tensor<i32>)
    %c = stablehlo.constant dense<1> : tensor<i32>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<3xi32>
    %2 = stablehlo.subtract %0#1, %1 : tensor<3xi32>
    %c_0 = stablehlo.constant dense<0> : tensor<i32>
    %3 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<i32>
    %4 = stablehlo.compare GE, %0#2, %3, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %5 = stablehlo.broadcast_in_dim %4, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %6 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %7 = stablehlo.broadcast_in_dim %5, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x5xi1>
    %8 = stablehlo.select %7, %0#0, %6 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    %9 = stablehlo.iota dim = 0 : tensor<3xi32>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %10:4 = stablehlo.while(%iterArg = %2, %iterArg_70 = %c_2, %iterArg_71 = %c_1, %iterArg_72 = %9) : tensor<3xi32>, tensor<i64>, tensor<i64>, tensor<3xi32>
    cond {
      %c_73 = stablehlo.constant dense<3> : tensor<i64>
      %300 = stablehlo.compare LT, %iterArg_70, %c_73, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
      stablehlo.return %300 : tensor<i1>
    } do {
      %300:2 = func.call @closed_call(%iterArg, %iterArg_71, %iterArg_72) : (tensor<3xi32>, tensor<i64>, tensor<3xi32>) -> (tensor<i64>, tensor<3xi32>)
      %c_73 = stablehlo.constant dense<1> : tensor<i64>
      %301 = stablehlo.add %iterArg_70, %c_73 : tensor<i64>
      stablehlo.return %iterArg, %301, %300#0, %300#1 : tensor<3xi32>, tensor<i64>, tensor<i64>, tensor<3xi32>
    }
    %11 = call @tril(%8) : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %12 = stablehlo.slice %11 [0:3, 0:3] : (tensor<3x5xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %13 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %14 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_3 = stablehlo.constant dense<0> : tensor<i64>
    %15 = stablehlo.broadcast_in_dim %c_3, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %16 = stablehlo.add %13, %15 : tensor<3x3xi64>
    %17 = stablehlo.compare EQ, %16, %14, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %18 = stablehlo.convert %17 : (tensor<3x3xi1>) -> tensor<3x3xcomplex<f32>>
    %19 = stablehlo.add %12, %18 : tensor<3x3xcomplex<f32>>
    %20 = call @triu(%8) : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %21 = stablehlo.dot_general %19, %20, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %22 = stablehlo.broadcast_in_dim %10#3, dims = [0] : (tensor<3xi32>) -> tensor<3x1xi32>
    %23 = call @take_along_axis(%arg0, %22) : (tensor<3x5xcomplex<f32>>, tensor<3x1xi32>) -> tensor<3x5xcomplex<f32>>
    %24 = stablehlo.subtract %21, %23 : tensor<3x5xcomplex<f32>>
    %25 = stablehlo.abs %24 : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xf32>
    %cst_4 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %26 = stablehlo.reduce(%25 init: %cst_4) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_5 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %27 = stablehlo.maximum %cst_5, %26 : tensor<f32>
    %28:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xcomplex<f32>>)
    %29 = stablehlo.slice %28#0 [0:3, 0:3] : (tensor<3x5xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %30 = stablehlo.custom_call @lapack_cungqr_ffi(%29, %28#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %31 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_6 = stablehlo.constant dense<-1> : tensor<i64>
    %32 = stablehlo.broadcast_in_dim %c_6, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %33 = stablehlo.add %31, %32 : tensor<3x5xi64>
    %34 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %35 = stablehlo.compare GE, %33, %34, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_7 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %36 = stablehlo.broadcast_in_dim %cst_7, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %37 = stablehlo.select %35, %36, %28#0 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    %38:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xcomplex<f32>>)
    %39 = stablehlo.slice %38#0 [0:3, 0:3] : (tensor<3x5xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %40 = stablehlo.custom_call @lapack_cungqr_ffi(%39, %38#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %41 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_8 = stablehlo.constant dense<-1> : tensor<i64>
    %42 = stablehlo.broadcast_in_dim %c_8, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %43 = stablehlo.add %41, %42 : tensor<3x5xi64>
    %44 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %45 = stablehlo.compare GE, %43, %44, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_9 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %46 = stablehlo.broadcast_in_dim %cst_9, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %47 = stablehlo.select %45, %46, %38#0 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    %48 = stablehlo.dot_general %30, %37, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %49 = stablehlo.subtract %48, %arg0 : tensor<3x5xcomplex<f32>>
    %50 = stablehlo.abs %49 : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xf32>
    %cst_10 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %51 = stablehlo.reduce(%50 init: %cst_10) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_11 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %52 = stablehlo.maximum %cst_11, %51 : tensor<f32>
    %53 = stablehlo.transpose %40, dims = [1, 0] : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %54 = stablehlo.real %53 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %55 = stablehlo.imag %53 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %56 = stablehlo.negate %55 : tensor<3x3xf32>
    %57 = stablehlo.complex %54, %56 : tensor<3x3xcomplex<f32>>
    %58 = stablehlo.dot_general %57, %40, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %59 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %60 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_12 = stablehlo.constant dense<0> : tensor<i64>
    %61 = stablehlo.broadcast_in_dim %c_12, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %62 = stablehlo.add %59, %61 : tensor<3x3xi64>
    %63 = stablehlo.compare EQ, %62, %60, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %64 = stablehlo.convert %63 : (tensor<3x3xi1>) -> tensor<3x3xcomplex<f32>>
    %65 = stablehlo.subtract %58, %64 : tensor<3x3xcomplex<f32>>
    %66 = stablehlo.abs %65 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %cst_13 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %67 = stablehlo.reduce(%66 init: %cst_13) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_14 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %68 = stablehlo.maximum %cst_14, %67 : tensor<f32>
    %69 = call @tril(%37) : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %cst_15 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %70 = stablehlo.broadcast_in_dim %cst_15, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %71 = stablehlo.subtract %69, %70 : tensor<3x5xcomplex<f32>>
    %72 = stablehlo.abs %71 : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xf32>
    %cst_16 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %73 = stablehlo.reduce(%72 init: %cst_16) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_17 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %74 = stablehlo.maximum %cst_17, %73 : tensor<f32>
    %c_18 = stablehlo.constant dense<0> : tensor<i32>
    %75 = stablehlo.broadcast_in_dim %c_18, dims = [] : (tensor<i32>) -> tensor<5xi32>
    %76:3 = stablehlo.custom_call @lapack_cgeqp3_ffi(%arg0, %75) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>, #stablehlo.output_operand_alias<output_tuple_indices = [1], operand_index = 1, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xcomplex<f32>>, tensor<5xi32>) -> (tensor<3x5xcomplex<f32>>, tensor<5xi32>, tensor<3xcomplex<f32>>)
    %c_19 = stablehlo.constant dense<1> : tensor<i32>
    %77 = stablehlo.broadcast_in_dim %c_19, dims = [] : (tensor<i32>) -> tensor<5xi32>
    %78 = stablehlo.subtract %76#1, %77 : tensor<5xi32>
    %79 = stablehlo.slice %76#0 [0:3, 0:3] : (tensor<3x5xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %80 = stablehlo.custom_call @lapack_cungqr_ffi(%79, %76#2) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %81 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_20 = stablehlo.constant dense<-1> : tensor<i64>
    %82 = stablehlo.broadcast_in_dim %c_20, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %83 = stablehlo.add %81, %82 : tensor<3x5xi64>
    %84 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %85 = stablehlo.compare GE, %83, %84, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_21 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %86 = stablehlo.broadcast_in_dim %cst_21, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %87 = stablehlo.select %85, %86, %76#0 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    %88 = stablehlo.dot_general %80, %87, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %89 = stablehlo.broadcast_in_dim %78, dims = [1] : (tensor<5xi32>) -> tensor<1x5xi32>
    %90 = call @take_along_axis_0(%arg0, %89) : (tensor<3x5xcomplex<f32>>, tensor<1x5xi32>) -> tensor<3x5xcomplex<f32>>
    %91 = stablehlo.subtract %88, %90 : tensor<3x5xcomplex<f32>>
    %92 = stablehlo.abs %91 : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xf32>
    %cst_22 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %93 = stablehlo.reduce(%92 init: %cst_22) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_23 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %94 = stablehlo.maximum %cst_23, %93 : tensor<f32>
    %95:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xcomplex<f32>>)
    %96:2 = stablehlo.custom_call @lapack_cgeqrf_ffi(%arg0) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xcomplex<f32>>)
    %97 = stablehlo.slice %96#0 [0:3, 0:3] : (tensor<3x5xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %98 = stablehlo.custom_call @lapack_cungqr_ffi(%97, %96#1) {backend_config = "", mhlo.backend_config = {}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %99 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c_24 = stablehlo.constant dense<-1> : tensor<i64>
    %100 = stablehlo.broadcast_in_dim %c_24, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %101 = stablehlo.add %99, %100 : tensor<3x5xi64>
    %102 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %103 = stablehlo.compare GE, %101, %102, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst_25 = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %104 = stablehlo.broadcast_in_dim %cst_25, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %105 = stablehlo.select %103, %104, %96#0 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    %106 = stablehlo.slice %95#0 [0:3, 0:3] : (tensor<3x5xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %107 = stablehlo.custom_call @lapack_cunmqr_ffi(%106, %95#1, %arg0) {backend_config = "", mhlo.backend_config = {left = true, transpose = true}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>, tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %108 = stablehlo.slice %95#0 [0:3, 0:3] : (tensor<3x5xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %109 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xcomplex<f32>>) -> tensor<5x3xcomplex<f32>>
    %110 = stablehlo.real %109 : (tensor<5x3xcomplex<f32>>) -> tensor<5x3xf32>
    %111 = stablehlo.imag %109 : (tensor<5x3xcomplex<f32>>) -> tensor<5x3xf32>
    %112 = stablehlo.negate %111 : tensor<5x3xf32>
    %113 = stablehlo.complex %110, %112 : tensor<5x3xcomplex<f32>>
    %114 = stablehlo.custom_call @lapack_cunmqr_ffi(%108, %95#1, %113) {backend_config = "", mhlo.backend_config = {left = false, transpose = false}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [], operand_index = 2, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>]} : (tensor<3x3xcomplex<f32>>, tensor<3xcomplex<f32>>, tensor<5x3xcomplex<f32>>) -> tensor<5x3xcomplex<f32>>
    %115 = stablehlo.transpose %98, dims = [1, 0] : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %116 = stablehlo.real %115 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %117 = stablehlo.imag %115 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %118 = stablehlo.negate %117 : tensor<3x3xf32>
    %119 = stablehlo.complex %116, %118 : tensor<3x3xcomplex<f32>>
    %120 = stablehlo.dot_general %119, %arg0, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %121 = stablehlo.subtract %107, %120 : tensor<3x5xcomplex<f32>>
    %122 = stablehlo.abs %121 : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xf32>
    %cst_26 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %123 = stablehlo.reduce(%122 init: %cst_26) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_27 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %124 = stablehlo.maximum %cst_27, %123 : tensor<f32>
    %125 = stablehlo.transpose %arg0, dims = [1, 0] : (tensor<3x5xcomplex<f32>>) -> tensor<5x3xcomplex<f32>>
    %126 = stablehlo.real %125 : (tensor<5x3xcomplex<f32>>) -> tensor<5x3xf32>
    %127 = stablehlo.imag %125 : (tensor<5x3xcomplex<f32>>) -> tensor<5x3xf32>
    %128 = stablehlo.negate %127 : tensor<5x3xf32>
    %129 = stablehlo.complex %126, %128 : tensor<5x3xcomplex<f32>>
    %130 = stablehlo.dot_general %129, %98, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) -> tensor<5x3xcomplex<f32>>
    %131 = stablehlo.subtract %114, %130 : tensor<5x3xcomplex<f32>>
    %132 = stablehlo.abs %131 : (tensor<5x3xcomplex<f32>>) -> tensor<5x3xf32>
    %cst_28 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %133 = stablehlo.reduce(%132 init: %cst_28) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<5x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_29 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %134 = stablehlo.maximum %cst_29, %133 : tensor<f32>
    %135 = stablehlo.add %124, %134 : tensor<f32>
    %136:5 = stablehlo.custom_call @lapack_cgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>, tensor<5x5xcomplex<f32>>, tensor<i32>)
    %c_30 = stablehlo.constant dense<0> : tensor<i32>
    %137 = stablehlo.broadcast_in_dim %c_30, dims = [] : (tensor<i32>) -> tensor<i32>
    %138 = stablehlo.compare EQ, %136#4, %137, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %139 = stablehlo.broadcast_in_dim %138, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_31 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %140 = stablehlo.broadcast_in_dim %cst_31, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %141 = stablehlo.broadcast_in_dim %139, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %142 = stablehlo.select %141, %136#1, %140 : tensor<3xi1>, tensor<3xf32>
    %143 = stablehlo.broadcast_in_dim %138, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_32 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %144 = stablehlo.broadcast_in_dim %cst_32, dims = [] : (tensor<complex<f32>>) -> tensor<3x3xcomplex<f32>>
    %145 = stablehlo.broadcast_in_dim %143, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %146 = stablehlo.select %145, %136#2, %144 : tensor<3x3xi1>, tensor<3x3xcomplex<f32>>
    %147 = stablehlo.broadcast_in_dim %138, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_33 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %148 = stablehlo.broadcast_in_dim %cst_33, dims = [] : (tensor<complex<f32>>) -> tensor<5x5xcomplex<f32>>
    %149 = stablehlo.broadcast_in_dim %147, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<5x5xi1>
    %150 = stablehlo.select %149, %136#3, %148 : tensor<5x5xi1>, tensor<5x5xcomplex<f32>>
    %151:5 = stablehlo.custom_call @lapack_cgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>, tensor<i32>)
    %c_34 = stablehlo.constant dense<0> : tensor<i32>
    %152 = stablehlo.broadcast_in_dim %c_34, dims = [] : (tensor<i32>) -> tensor<i32>
    %153 = stablehlo.compare EQ, %151#4, %152, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %154 = stablehlo.broadcast_in_dim %153, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_35 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %155 = stablehlo.broadcast_in_dim %cst_35, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %156 = stablehlo.broadcast_in_dim %154, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %157 = stablehlo.select %156, %151#1, %155 : tensor<3xi1>, tensor<3xf32>
    %158 = stablehlo.broadcast_in_dim %153, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_36 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %159 = stablehlo.broadcast_in_dim %cst_36, dims = [] : (tensor<complex<f32>>) -> tensor<3x3xcomplex<f32>>
    %160 = stablehlo.broadcast_in_dim %158, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %161 = stablehlo.select %160, %151#2, %159 : tensor<3x3xi1>, tensor<3x3xcomplex<f32>>
    %162 = stablehlo.broadcast_in_dim %153, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_37 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %163 = stablehlo.broadcast_in_dim %cst_37, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %164 = stablehlo.broadcast_in_dim %162, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x5xi1>
    %165 = stablehlo.select %164, %151#3, %163 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    %166:5 = stablehlo.custom_call @lapack_cgesdd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>, tensor<5x5xcomplex<f32>>, tensor<i32>)
    %c_38 = stablehlo.constant dense<0> : tensor<i32>
    %167 = stablehlo.broadcast_in_dim %c_38, dims = [] : (tensor<i32>) -> tensor<i32>
    %168 = stablehlo.compare EQ, %166#4, %167, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %169 = stablehlo.broadcast_in_dim %168, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_39 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %170 = stablehlo.broadcast_in_dim %cst_39, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %171 = stablehlo.broadcast_in_dim %169, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %172 = stablehlo.select %171, %166#1, %170 : tensor<3xi1>, tensor<3xf32>
    %173 = stablehlo.broadcast_in_dim %142, dims = [1] : (tensor<3xf32>) -> tensor<1x3xf32>
    %174 = stablehlo.convert %173 : (tensor<1x3xf32>) -> tensor<1x3xcomplex<f32>>
    %175 = stablehlo.broadcast_in_dim %174, dims = [0, 1] : (tensor<1x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %176 = stablehlo.multiply %161, %175 : tensor<3x3xcomplex<f32>>
    %177 = stablehlo.dot_general %176, %165, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %178 = stablehlo.subtract %177, %arg0 : tensor<3x5xcomplex<f32>>
    %179 = stablehlo.abs %178 : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xf32>
    %cst_40 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %180 = stablehlo.reduce(%179 init: %cst_40) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_41 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %181 = stablehlo.maximum %cst_41, %180 : tensor<f32>
    %182 = stablehlo.transpose %146, dims = [1, 0] : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %183 = stablehlo.real %182 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %184 = stablehlo.imag %182 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %185 = stablehlo.negate %184 : tensor<3x3xf32>
    %186 = stablehlo.complex %183, %185 : tensor<3x3xcomplex<f32>>
    %187 = stablehlo.dot_general %186, %146, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %188 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %189 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_42 = stablehlo.constant dense<0> : tensor<i64>
    %190 = stablehlo.broadcast_in_dim %c_42, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %191 = stablehlo.add %188, %190 : tensor<3x3xi64>
    %192 = stablehlo.compare EQ, %191, %189, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %193 = stablehlo.convert %192 : (tensor<3x3xi1>) -> tensor<3x3xcomplex<f32>>
    %194 = stablehlo.subtract %187, %193 : tensor<3x3xcomplex<f32>>
    %195 = stablehlo.abs %194 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %cst_43 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %196 = stablehlo.reduce(%195 init: %cst_43) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_44 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %197 = stablehlo.maximum %cst_44, %196 : tensor<f32>
    %198 = stablehlo.transpose %150, dims = [1, 0] : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xcomplex<f32>>
    %199 = stablehlo.real %198 : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xf32>
    %200 = stablehlo.imag %198 : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xf32>
    %201 = stablehlo.negate %200 : tensor<5x5xf32>
    %202 = stablehlo.complex %199, %201 : tensor<5x5xcomplex<f32>>
    %203 = stablehlo.dot_general %202, %150, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x5xcomplex<f32>>, tensor<5x5xcomplex<f32>>) -> tensor<5x5xcomplex<f32>>
    %204 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %205 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_45 = stablehlo.constant dense<0> : tensor<i64>
    %206 = stablehlo.broadcast_in_dim %c_45, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %207 = stablehlo.add %204, %206 : tensor<5x5xi64>
    %208 = stablehlo.compare EQ, %207, %205, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %209 = stablehlo.convert %208 : (tensor<5x5xi1>) -> tensor<5x5xcomplex<f32>>
    %210 = stablehlo.subtract %203, %209 : tensor<5x5xcomplex<f32>>
    %211 = stablehlo.abs %210 : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xf32>
    %cst_46 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %212 = stablehlo.reduce(%211 init: %cst_46) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_47 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %213 = stablehlo.maximum %cst_47, %212 : tensor<f32>
    %214 = stablehlo.subtract %172, %142 : tensor<3xf32>
    %215 = stablehlo.abs %214 : tensor<3xf32>
    %cst_48 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %216 = stablehlo.reduce(%215 init: %cst_48) applies stablehlo.maximum across dimensions = [0] : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
    %cst_49 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %217 = stablehlo.maximum %cst_49, %216 : tensor<f32>
    %218:5 = stablehlo.custom_call @lapack_cgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 65 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>, tensor<5x5xcomplex<f32>>, tensor<i32>)
    %c_50 = stablehlo.constant dense<0> : tensor<i32>
    %219 = stablehlo.broadcast_in_dim %c_50, dims = [] : (tensor<i32>) -> tensor<i32>
    %220 = stablehlo.compare EQ, %218#4, %219, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %221 = stablehlo.broadcast_in_dim %220, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_51 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %222 = stablehlo.broadcast_in_dim %cst_51, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %223 = stablehlo.broadcast_in_dim %221, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %224 = stablehlo.select %223, %218#1, %222 : tensor<3xi1>, tensor<3xf32>
    %225 = stablehlo.broadcast_in_dim %220, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_52 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %226 = stablehlo.broadcast_in_dim %cst_52, dims = [] : (tensor<complex<f32>>) -> tensor<3x3xcomplex<f32>>
    %227 = stablehlo.broadcast_in_dim %225, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %228 = stablehlo.select %227, %218#2, %226 : tensor<3x3xi1>, tensor<3x3xcomplex<f32>>
    %229 = stablehlo.broadcast_in_dim %220, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_53 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %230 = stablehlo.broadcast_in_dim %cst_53, dims = [] : (tensor<complex<f32>>) -> tensor<5x5xcomplex<f32>>
    %231 = stablehlo.broadcast_in_dim %229, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<5x5xi1>
    %232 = stablehlo.select %231, %218#3, %230 : tensor<5x5xi1>, tensor<5x5xcomplex<f32>>
    %233:5 = stablehlo.custom_call @lapack_cgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 83 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>, tensor<i32>)
    %c_54 = stablehlo.constant dense<0> : tensor<i32>
    %234 = stablehlo.broadcast_in_dim %c_54, dims = [] : (tensor<i32>) -> tensor<i32>
    %235 = stablehlo.compare EQ, %233#4, %234, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %236 = stablehlo.broadcast_in_dim %235, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_55 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %237 = stablehlo.broadcast_in_dim %cst_55, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %238 = stablehlo.broadcast_in_dim %236, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %239 = stablehlo.select %238, %233#1, %237 : tensor<3xi1>, tensor<3xf32>
    %240 = stablehlo.broadcast_in_dim %235, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_56 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %241 = stablehlo.broadcast_in_dim %cst_56, dims = [] : (tensor<complex<f32>>) -> tensor<3x3xcomplex<f32>>
    %242 = stablehlo.broadcast_in_dim %240, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x3xi1>
    %243 = stablehlo.select %242, %233#2, %241 : tensor<3x3xi1>, tensor<3x3xcomplex<f32>>
    %244 = stablehlo.broadcast_in_dim %235, dims = [] : (tensor<i1>) -> tensor<1x1xi1>
    %cst_57 = stablehlo.constant dense<(0x7FC00000,0x7FC00000)> : tensor<complex<f32>>
    %245 = stablehlo.broadcast_in_dim %cst_57, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %246 = stablehlo.broadcast_in_dim %244, dims = [0, 1] : (tensor<1x1xi1>) -> tensor<3x5xi1>
    %247 = stablehlo.select %246, %233#3, %245 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    %248:5 = stablehlo.custom_call @lapack_cgesvd_ffi(%arg0) {backend_config = "", mhlo.backend_config = {mode = 78 : ui8}, mhlo.frontend_attributes = {num_batch_dims = "0"}, operand_layouts = [dense<[0, 1]> : tensor<2xindex>], output_operand_aliases = [#stablehlo.output_operand_alias<output_tuple_indices = [0], operand_index = 0, operand_tuple_indices = []>], result_layouts = [dense<[0, 1]> : tensor<2xindex>, dense<0> : tensor<1xindex>, dense<[0, 1]> : tensor<2xindex>, dense<[0, 1]> : tensor<2xindex>, dense<> : tensor<0xindex>]} : (tensor<3x5xcomplex<f32>>) -> (tensor<3x5xcomplex<f32>>, tensor<3xf32>, tensor<3x3xcomplex<f32>>, tensor<5x5xcomplex<f32>>, tensor<i32>)
    %c_58 = stablehlo.constant dense<0> : tensor<i32>
    %249 = stablehlo.broadcast_in_dim %c_58, dims = [] : (tensor<i32>) -> tensor<i32>
    %250 = stablehlo.compare EQ, %248#4, %249, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %251 = stablehlo.broadcast_in_dim %250, dims = [] : (tensor<i1>) -> tensor<1xi1>
    %cst_59 = stablehlo.constant dense<0x7FC00000> : tensor<f32>
    %252 = stablehlo.broadcast_in_dim %cst_59, dims = [] : (tensor<f32>) -> tensor<3xf32>
    %253 = stablehlo.broadcast_in_dim %251, dims = [0] : (tensor<1xi1>) -> tensor<3xi1>
    %254 = stablehlo.select %253, %248#1, %252 : tensor<3xi1>, tensor<3xf32>
    %255 = stablehlo.broadcast_in_dim %224, dims = [1] : (tensor<3xf32>) -> tensor<1x3xf32>
    %256 = stablehlo.convert %255 : (tensor<1x3xf32>) -> tensor<1x3xcomplex<f32>>
    %257 = stablehlo.broadcast_in_dim %256, dims = [0, 1] : (tensor<1x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %258 = stablehlo.multiply %243, %257 : tensor<3x3xcomplex<f32>>
    %259 = stablehlo.dot_general %258, %247, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>>
    %260 = stablehlo.subtract %259, %arg0 : tensor<3x5xcomplex<f32>>
    %261 = stablehlo.abs %260 : (tensor<3x5xcomplex<f32>>) -> tensor<3x5xf32>
    %cst_60 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %262 = stablehlo.reduce(%261 init: %cst_60) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_61 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %263 = stablehlo.maximum %cst_61, %262 : tensor<f32>
    %264 = stablehlo.transpose %228, dims = [1, 0] : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %265 = stablehlo.real %264 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %266 = stablehlo.imag %264 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %267 = stablehlo.negate %266 : tensor<3x3xf32>
    %268 = stablehlo.complex %265, %267 : tensor<3x3xcomplex<f32>>
    %269 = stablehlo.dot_general %268, %228, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<3x3xcomplex<f32>>, tensor<3x3xcomplex<f32>>) -> tensor<3x3xcomplex<f32>>
    %270 = stablehlo.iota dim = 0 : tensor<3x3xi64>
    %271 = stablehlo.iota dim = 1 : tensor<3x3xi64>
    %c_62 = stablehlo.constant dense<0> : tensor<i64>
    %272 = stablehlo.broadcast_in_dim %c_62, dims = [] : (tensor<i64>) -> tensor<3x3xi64>
    %273 = stablehlo.add %270, %272 : tensor<3x3xi64>
    %274 = stablehlo.compare EQ, %273, %271, SIGNED : (tensor<3x3xi64>, tensor<3x3xi64>) -> tensor<3x3xi1>
    %275 = stablehlo.convert %274 : (tensor<3x3xi1>) -> tensor<3x3xcomplex<f32>>
    %276 = stablehlo.subtract %269, %275 : tensor<3x3xcomplex<f32>>
    %277 = stablehlo.abs %276 : (tensor<3x3xcomplex<f32>>) -> tensor<3x3xf32>
    %cst_63 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %278 = stablehlo.reduce(%277 init: %cst_63) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<3x3xf32>, tensor<f32>) -> tensor<f32>
    %cst_64 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %279 = stablehlo.maximum %cst_64, %278 : tensor<f32>
    %280 = stablehlo.transpose %232, dims = [1, 0] : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xcomplex<f32>>
    %281 = stablehlo.real %280 : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xf32>
    %282 = stablehlo.imag %280 : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xf32>
    %283 = stablehlo.negate %282 : tensor<5x5xf32>
    %284 = stablehlo.complex %281, %283 : tensor<5x5xcomplex<f32>>
    %285 = stablehlo.dot_general %284, %232, contracting_dims = [1] x [0], precision = [DEFAULT, DEFAULT] : (tensor<5x5xcomplex<f32>>, tensor<5x5xcomplex<f32>>) -> tensor<5x5xcomplex<f32>>
    %286 = stablehlo.iota dim = 0 : tensor<5x5xi64>
    %287 = stablehlo.iota dim = 1 : tensor<5x5xi64>
    %c_65 = stablehlo.constant dense<0> : tensor<i64>
    %288 = stablehlo.broadcast_in_dim %c_65, dims = [] : (tensor<i64>) -> tensor<5x5xi64>
    %289 = stablehlo.add %286, %288 : tensor<5x5xi64>
    %290 = stablehlo.compare EQ, %289, %287, SIGNED : (tensor<5x5xi64>, tensor<5x5xi64>) -> tensor<5x5xi1>
    %291 = stablehlo.convert %290 : (tensor<5x5xi1>) -> tensor<5x5xcomplex<f32>>
    %292 = stablehlo.subtract %285, %291 : tensor<5x5xcomplex<f32>>
    %293 = stablehlo.abs %292 : (tensor<5x5xcomplex<f32>>) -> tensor<5x5xf32>
    %cst_66 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %294 = stablehlo.reduce(%293 init: %cst_66) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<5x5xf32>, tensor<f32>) -> tensor<f32>
    %cst_67 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %295 = stablehlo.maximum %cst_67, %294 : tensor<f32>
    %296 = stablehlo.subtract %254, %224 : tensor<3xf32>
    %297 = stablehlo.abs %296 : tensor<3xf32>
    %cst_68 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %298 = stablehlo.reduce(%297 init: %cst_68) applies stablehlo.maximum across dimensions = [0] : (tensor<3xf32>, tensor<f32>) -> tensor<f32>
    %cst_69 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %299 = stablehlo.maximum %cst_69, %298 : tensor<f32>
    return %94, %197, %181, %213, %217, %279, %263, %295, %299, %27, %135, %68, %52, %74 : tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>, tensor<f32>
  }
  func.func private @closed_call(%arg0: tensor<3xi32>, %arg1: tensor<i64>, %arg2: tensor<3xi32>) -> (tensor<i64>, tensor<3xi32>) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.add %arg1, %c : tensor<i64>
    %c_0 = stablehlo.constant dense<0> : tensor<i64>
    %1 = stablehlo.compare LT, %arg1, %c_0, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %2 = stablehlo.convert %arg1 : tensor<i64>
    %c_1 = stablehlo.constant dense<3> : tensor<i64>
    %3 = stablehlo.add %2, %c_1 : tensor<i64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<i1>, tensor<i64>
    %5 = stablehlo.dynamic_slice %arg0, %4, sizes = [1] : (tensor<3xi32>, tensor<i64>) -> tensor<1xi32>
    %6 = stablehlo.reshape %5 : (tensor<1xi32>) -> tensor<i32>
    %c_2 = stablehlo.constant dense<0> : tensor<i64>
    %7 = stablehlo.compare LT, %arg1, %c_2, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %8 = stablehlo.convert %arg1 : tensor<i64>
    %c_3 = stablehlo.constant dense<3> : tensor<i64>
    %9 = stablehlo.add %8, %c_3 : tensor<i64>
    %10 = stablehlo.select %7, %9, %arg1 : tensor<i1>, tensor<i64>
    %11 = stablehlo.dynamic_slice %arg2, %10, sizes = [1] : (tensor<3xi32>, tensor<i64>) -> tensor<1xi32>
    %12 = stablehlo.reshape %11 : (tensor<1xi32>) -> tensor<i32>
    %c_4 = stablehlo.constant dense<0> : tensor<i32>
    %13 = stablehlo.compare LT, %6, %c_4, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_5 = stablehlo.constant dense<3> : tensor<i32>
    %14 = stablehlo.add %6, %c_5 : tensor<i32>
    %15 = stablehlo.select %13, %14, %6 : tensor<i1>, tensor<i32>
    %16 = stablehlo.dynamic_slice %arg2, %15, sizes = [1] : (tensor<3xi32>, tensor<i32>) -> tensor<1xi32>
    %17 = stablehlo.reshape %16 : (tensor<1xi32>) -> tensor<i32>
    %c_6 = stablehlo.constant dense<0> : tensor<i64>
    %18 = stablehlo.compare LT, %arg1, %c_6, SIGNED : (tensor<i64>, tensor<i64>) -> tensor<i1>
    %c_7 = stablehlo.constant dense<3> : tensor<i64>
    %19 = stablehlo.add %arg1, %c_7 : tensor<i64>
    %20 = stablehlo.select %18, %19, %arg1 : tensor<i1>, tensor<i64>
    %21 = stablehlo.convert %20 : (tensor<i64>) -> tensor<i32>
    %22 = stablehlo.broadcast_in_dim %21, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %23 = "stablehlo.scatter"(%arg2, %22, %17) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0]>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<3xi32>, tensor<1xi32>, tensor<i32>) -> tensor<3xi32>
    %c_8 = stablehlo.constant dense<0> : tensor<i32>
    %24 = stablehlo.compare LT, %6, %c_8, SIGNED : (tensor<i32>, tensor<i32>) -> tensor<i1>
    %c_9 = stablehlo.constant dense<3> : tensor<i32>
    %25 = stablehlo.add %6, %c_9 : tensor<i32>
    %26 = stablehlo.select %24, %25, %6 : tensor<i1>, tensor<i32>
    %27 = stablehlo.broadcast_in_dim %26, dims = [] : (tensor<i32>) -> tensor<1xi32>
    %28 = "stablehlo.scatter"(%23, %27, %12) <{indices_are_sorted = true, scatter_dimension_numbers = #stablehlo.scatter<inserted_window_dims = [0], scatter_dims_to_operand_dims = [0]>, unique_indices = true}> ({
    ^bb0(%arg3: tensor<i32>, %arg4: tensor<i32>):
      stablehlo.return %arg4 : tensor<i32>
    }) : (tensor<3xi32>, tensor<1xi32>, tensor<i32>) -> tensor<3xi32>
    return %0, %28 : tensor<i64>, tensor<3xi32>
  }
  func.func private @tril(%arg0: tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %2 = stablehlo.add %0, %1 : tensor<3x5xi64>
    %3 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %5 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %6 = stablehlo.select %4, %arg0, %5 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    return %6 : tensor<3x5xcomplex<f32>>
  }
  func.func private @triu(%arg0: tensor<3x5xcomplex<f32>>) -> tensor<3x5xcomplex<f32>> {
    %0 = stablehlo.iota dim = 0 : tensor<3x5xi64>
    %c = stablehlo.constant dense<-1> : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<3x5xi64>
    %2 = stablehlo.add %0, %1 : tensor<3x5xi64>
    %3 = stablehlo.iota dim = 1 : tensor<3x5xi64>
    %4 = stablehlo.compare GE, %2, %3, SIGNED : (tensor<3x5xi64>, tensor<3x5xi64>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<(0.000000e+00,0.000000e+00)> : tensor<complex<f32>>
    %5 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %6 = stablehlo.select %4, %5, %arg0 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    return %6 : tensor<3x5xcomplex<f32>>
  }
  func.func private @take_along_axis(%arg0: tensor<3x5xcomplex<f32>>, %arg1: tensor<3x1xi32>) -> tensor<3x5xcomplex<f32>> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %c_0 = stablehlo.constant dense<3> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<3x1xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<3x1xi1>, tensor<3x1xi32>
    %c_1 = stablehlo.constant dense<2> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %5 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<3x1xi32>
    %6 = stablehlo.compare GE, %4, %5, SIGNED : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %7 = stablehlo.broadcast_in_dim %c_1, dims = [1] : (tensor<1xi32>) -> tensor<1x1xi32>
    %8 = stablehlo.broadcast_in_dim %7, dims = [0, 1] : (tensor<1x1xi32>) -> tensor<3x1xi32>
    %9 = stablehlo.compare LE, %4, %8, SIGNED : (tensor<3x1xi32>, tensor<3x1xi32>) -> tensor<3x1xi1>
    %10 = stablehlo.and %6, %9 : tensor<3x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %11 = stablehlo.reduce(%10 init: %c_3) applies stablehlo.and across dimensions = [1] : (tensor<3x1xi1>, tensor<i1>) -> tensor<3xi1>
    %12 = "stablehlo.gather"(%arg0, %4) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0], start_index_map = [0], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 1, 5>}> : (tensor<3x5xcomplex<f32>>, tensor<3x1xi32>) -> tensor<3x5xcomplex<f32>>
    %13 = stablehlo.broadcast_in_dim %11, dims = [0] : (tensor<3xi1>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0.000000e+00)> : tensor<complex<f32>>
    %14 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %15 = stablehlo.select %13, %12, %14 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    return %15 : tensor<3x5xcomplex<f32>>
  }
  func.func private @take_along_axis_0(%arg0: tensor<3x5xcomplex<f32>>, %arg1: tensor<1x5xi32>) -> tensor<3x5xcomplex<f32>> {
    %c = stablehlo.constant dense<0> : tensor<i32>
    %0 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i32>) -> tensor<1x5xi32>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<1x5xi32>, tensor<1x5xi32>) -> tensor<1x5xi1>
    %c_0 = stablehlo.constant dense<5> : tensor<i32>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i32>) -> tensor<1x5xi32>
    %3 = stablehlo.add %arg1, %2 : tensor<1x5xi32>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<1x5xi1>, tensor<1x5xi32>
    %5 = stablehlo.reshape %4 : (tensor<1x5xi32>) -> tensor<5x1xi32>
    %c_1 = stablehlo.constant dense<4> : tensor<1xi32>
    %c_2 = stablehlo.constant dense<0> : tensor<i32>
    %6 = stablehlo.broadcast_in_dim %c_2, dims = [] : (tensor<i32>) -> tensor<5x1xi32>
    %7 = stablehlo.compare GE, %5, %6, SIGNED : (tensor<5x1xi32>, tensor<5x1xi32>) -> tensor<5x1xi1>
    %8 = stablehlo.broadcast_in_dim %c_1, dims = [1] : (tensor<1xi32>) -> tensor<1x1xi32>
    %9 = stablehlo.broadcast_in_dim %8, dims = [0, 1] : (tensor<1x1xi32>) -> tensor<5x1xi32>
    %10 = stablehlo.compare LE, %5, %9, SIGNED : (tensor<5x1xi32>, tensor<5x1xi32>) -> tensor<5x1xi1>
    %11 = stablehlo.and %7, %10 : tensor<5x1xi1>
    %c_3 = stablehlo.constant dense<true> : tensor<i1>
    %12 = stablehlo.reduce(%11 init: %c_3) applies stablehlo.and across dimensions = [1] : (tensor<5x1xi1>, tensor<i1>) -> tensor<5xi1>
    %13 = "stablehlo.gather"(%arg0, %5) <{dimension_numbers = #stablehlo.gather<offset_dims = [0], collapsed_slice_dims = [1], start_index_map = [1], index_vector_dim = 1>, indices_are_sorted = false, slice_sizes = array<i64: 3, 1>}> : (tensor<3x5xcomplex<f32>>, tensor<5x1xi32>) -> tensor<3x5xcomplex<f32>>
    %14 = stablehlo.broadcast_in_dim %12, dims = [1] : (tensor<5xi1>) -> tensor<3x5xi1>
    %cst = stablehlo.constant dense<(0x7FC00000,0.000000e+00)> : tensor<complex<f32>>
    %15 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<complex<f32>>) -> tensor<3x5xcomplex<f32>>
    %16 = stablehlo.select %14, %13, %15 : tensor<3x5xi1>, tensor<3x5xcomplex<f32>>
    return %16 : tensor<3x5xcomplex<f32>>
  }
}
