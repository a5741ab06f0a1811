// ----- stablehlo.if
func.func @main(%p: tensor<i1>, %x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  %r = "stablehlo.if"(%p) ({
    "stablehlo.return"(%x) : (tensor<2x?xf32>) -> ()
  }, {
    "stablehlo.return"(%y) : (tensor<?x3xf32>) -> ()
  }) : (tensor<i1>) -> tensor<?x?xf32>
  func.return
}
// C1: ({\n    "stablehlo.return"(%x) => ({\n  ^branch(%z: tensor<f32>):\n    "stablehlo.return"(%x)
// C2: tensor<?x3xf32> => tensor<?x3xf64>
// C2: tensor<?x3xf32> => tensor<5x3xf32>
// C3: tensor<?x?xf32> => tensor<?xf32>
// I1: tensor<i1> => tensor<1xi1>

// ----- stablehlo.case
func.func @main(%i: tensor<i32>, %x: tensor<2xf32>, %t: !stablehlo.token) {
  %r:2 = "stablehlo.case"(%i) ({
    "stablehlo.return"(%x, %t) : (tensor<2xf32>, !stablehlo.token) -> ()
  }, {
    "stablehlo.return"(%x, %t) : (tensor<2xf32>, !stablehlo.token) -> ()
  }) : (tensor<i32>) -> (tensor<2xf32>, !stablehlo.token)
  func.return
}
// C2: ({\n    "stablehlo.return" => ({\n  ^branch(%z: tensor<f32>):\n    "stablehlo.return"
// C3: ({\n    "stablehlo.return"(%x, %t) : (tensor<2xf32>, !stablehlo.token) => ({\n    "stablehlo.return"(%x) : (tensor<2xf32>)
// C4: -> (tensor<2xf32>, => -> (tensor<3xf32>,
// I1: tensor<i32> => tensor<i64>

// ----- stablehlo.while
func.func @main(%i: tensor<i64>, %x: tensor<2xf32>) {
  %r:2 = "stablehlo.while"(%i, %x) ({
  ^cond(%j: tensor<i64>, %y: tensor<2xf32>):
    %c = "stablehlo.compare"(%j, %j) {comparison_direction = #stablehlo<comparison_direction LT>} : (tensor<i64>, tensor<i64>) -> tensor<i1>
    "stablehlo.return"(%c) : (tensor<i1>) -> ()
  }, {
  ^body(%j: tensor<i64>, %y: tensor<2xf32>):
    "stablehlo.return"(%j, %y) : (tensor<i64>, tensor<2xf32>) -> ()
  }) : (tensor<i64>, tensor<2xf32>) -> (tensor<i64>, tensor<2xf32>)
  func.return
}
// C1: ^cond(%j: tensor<i64>, %y: tensor<2xf32>) => ^cond(%j: tensor<i64>)
// C1: ^cond(%j: tensor<i64>, %y: tensor<2xf32>) => ^cond(%j: tensor<i64>, %y: tensor<3xf32>)
// C1: "stablehlo.return"(%c) : (tensor<i1>) => "stablehlo.return"(%j) : (tensor<i64>)
// C1: "stablehlo.return"(%c) : (tensor<i1>) => "stablehlo.return"(%c, %c) : (tensor<i1>, tensor<i1>)
// C2: ^body(%j: tensor<i64>, %y: tensor<2xf32>) => ^body(%j: tensor<i64>, %y: tensor<3xf32>) ; (%j, %y) : (tensor<i64>, tensor<2xf32>) => (%j, %y) : (tensor<i64>, tensor<3xf32>)
// C2: "stablehlo.return"(%j, %y) : (tensor<i64>, tensor<2xf32>) => "stablehlo.return"(%j) : (tensor<i64>)
// C3: -> (tensor<i64>, tensor<2xf32>) => -> (tensor<i64>, tensor<3xf32>)

// ----- stablehlo.return
func.func @main(%p: tensor<i1>) {
  "stablehlo.if"(%p) ({
    "stablehlo.return"() : () -> ()
  }, {
    "stablehlo.return"() : () -> ()
  }) : (tensor<i1>) -> ()
  func.return
}

// ----- func.call
func.func @main(%x: tensor<2xf32>) {
  %r = func.call @callee(%x) : (tensor<2xf32>) -> tensor<3xf32>
  func.return
}
func.func private @callee(%x: tensor<2xf32>) -> tensor<3xf32>
// callee: call @callee => call @other
// operands: private @callee(%x: tensor<2xf32>) => private @callee(%x: tensor<4xf32>)
// results: -> tensor<3xf32>\n  func => -> tensor<4xf32>\n  func

// ----- func.return
func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
  "func.return"(%x) : (tensor<2xf32>) -> ()
}

// ----- func.func
func.func @main(%x: tensor<2xf32>) -> tensor<2xf32> {
  func.return %x : tensor<2xf32>
}

// ----- stablehlo.composite
func.func @main(%x: tensor<2xf32>) {
  %r = "stablehlo.composite"(%x) {name = "my.op", composite_attributes = {a = 1 : i32}, decomposition = @body, version = 2 : i32} : (tensor<2xf32>) -> tensor<2xf32>
  func.return
}
func.func private @body(%x: tensor<2xf32>) -> tensor<2xf32> {
  func.return %x : tensor<2xf32>
}
// C1: "my.op" => "op"
// C2: decomposition = @body => decomposition = @other
// C3: @body(%x: tensor<2xf32>) -> tensor<2xf32> {\n  func.return %x => @body(%x: tensor<3xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {\n  func.return %y
// C4: (tensor<2xf32>) -> tensor<2xf32>\n => (tensor<2xf32>) -> tensor<3xf32>\n

// ----- stablehlo.optimization_barrier
func.func @main(%x: tensor<2xf32>, %t: !stablehlo.token) {
  %r:2 = "stablehlo.optimization_barrier"(%x, %t) : (tensor<2xf32>, !stablehlo.token) -> (tensor<2xf32>, !stablehlo.token)
  func.return
}
// C1: -> (tensor<2xf32>, => -> (tensor<3xf32>,
// I1: tensor<2xf32> => tensor<2x!quant.uniform<i8:f32:0, {1.0, 2.0}>>

// ----- stablehlo.tuple
func.func @main(%x: tensor<2xf32>, %t: !stablehlo.token) {
  %r = "stablehlo.tuple"(%x, %t) : (tensor<2xf32>, !stablehlo.token) -> tuple<tensor<2xf32>, !stablehlo.token>
  func.return
}
// C1: tuple<tensor<2xf32>, => tuple<tensor<3xf32>,

// ----- stablehlo.get_tuple_element
func.func @main(%x: tuple<tensor<2xf32>, tensor<3xi32>>) {
  %r = "stablehlo.get_tuple_element"(%x) {index = 1 : i32} : (tuple<tensor<2xf32>, tensor<3xi32>>) -> tensor<3xi32>
  func.return
}
// C1: index = 1 => index = 2
// C2: index = 1 => index = 0
// I1: tuple<tensor<2xf32>, tensor<3xi32>> => tensor<3xi32>

// ----- stablehlo.after_all
func.func @main(%t: !stablehlo.token) {
  %r = "stablehlo.after_all"(%t, %t) : (!stablehlo.token, !stablehlo.token) -> !stablehlo.token
  func.return
}
// I1: !stablehlo.token => tensor<f32>

// ----- stablehlo.create_token
func.func @main() {
  %r = "stablehlo.create_token"() : () -> !stablehlo.token
  func.return
}
// I1: !stablehlo.token => tensor<f32>

// ----- builtin.unrealized_conversion_cast
func.func @main(%x: tensor<2xf32>) {
  %r = "builtin.unrealized_conversion_cast"(%x) : (tensor<2xf32>) -> tensor<2xf64>
  func.return
}

// ----- builtin.module
module @name {
}

// ----- sdy.return
sdy.mesh @mesh = <["x"=4]>
func.func @main(%a: tensor<8xf32>) {
  %r = sdy.manual_computation(%a) in_shardings=[<@mesh, [{}]>] out_shardings=[<@mesh, [{}]>] manual_axes={} (%b: tensor<8xf32>) {
    sdy.return %b : tensor<8xf32>
  } : (tensor<8xf32>) -> tensor<8xf32>
  func.return
}
