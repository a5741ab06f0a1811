// ----- sdy.mesh
sdy.mesh @mesh = <["x"=2, "y"=4], device_ids=[1, 0, 2, 3, 4, 5, 6, 7]>
// mesh: "x"=2 => "x"=0
// mesh: "y"=4 => "x"=4
// mesh: "y"=4 => "y"=5
// mesh: [1, 0, 2 => [1, 1, 2
// mesh: [1, 0, 2 => [1, 9, 2
// mesh: ["x"=2, "y"=4], => [],

// ----- sdy.sharding_constraint
sdy.mesh @mesh = <["x"=4, "y"=2, "z"=2]>
func.func @main(%a: tensor<8x8xf32>) {
  %r = sdy.sharding_constraint %a <@mesh, [{"x":(1)2, "z"}p1, {?}], replicated={"x":(2)2}, unreduced={"y"}> : tensor<8x8xf32>
  func.return
}
// mesh: <@mesh => <@other
// sharding: [{"x":(1)2, "z"}p1, {?}] => [{"x":(1)2, "z"}p1]
// sharding: "z"}p1 => "w"}p1
// sharding: "z"}p1 => "x"}p1
// sharding: "z"}p1 => "y"}p1
// sharding: "z"}p1 => "x":(2)2}p1
// sharding: {?} => {}p2
// sharding: "x":(1)2 => "x":(1)4
// sharding: "x":(1)2 => "x":(1)3
// sharding: "x":(1)2 => "x":(3)2
// sharding: "x":(1)2 => "x":(2)2
// sharding: replicated={"x":(2)2} => replicated={"y", "x":(2)2} ; , unreduced={"y"} => .
// sharding: "x":(1)2, => "x":(1)2, "x":(2)2, ; , replicated={"x":(2)2} => .
// sharding: tensor<8x8xf32> => tuple<tensor<f32>, tensor<f32>>
// sharding: tensor<8x8xf32> => !stablehlo.token

// ----- sdy.reshard
sdy.mesh @mesh = <["x"=4, "y"=2]>
func.func @main(%a: tensor<8x8xf32>) {
  %r = sdy.reshard %a <@mesh, [{"x"}, {"y"}]> : tensor<8x8xf32>
  func.return
}
// sharding: {"y"} => {"x"}

// ----- func.func
sdy.mesh @mesh = <["x"=4, "y"=2]>
sdy.mesh @one = <[], device_ids=[3]>
func.func @main(%a: tensor<8x8xf32> {sdy.sharding = #sdy.sharding<@mesh, [{"x"}, {}]>}) -> (tensor<8x8xf32> {sdy.sharding = #sdy.sharding<@one, []>}) {
  func.return %a : tensor<8x8xf32>
}
// sharding: [{"x"}, {}] => [{"x"}, {"x"}]
// sharding: <@one, []> => <@one, [{}]>
// sharding: #sdy.sharding<@one, []> => #sdy.sharding_per_value<[<@one, []>]>

// ----- stablehlo.add
sdy.mesh @mesh = <["x"=4, "y"=2]>
func.func @main(%a: tensor<8x8xf32>) {
  %r = "stablehlo.add"(%a, %a) {sdy.sharding = #sdy.sharding_per_value<[<@mesh, [{"x"}, {}]>]>, sdy.sharding_rule = #sdy.op_sharding_rule<([i, jk], [i, jk])->([i, jk]) {i=8, j=4, k=2}>} : (tensor<8x8xf32>, tensor<8x8xf32>) -> tensor<8x8xf32>
  func.return
}
// sharding: [<@mesh, [{"x"}, {}]>] => [<@mesh, [{"x"}, {}]>, <@mesh, [{"x"}, {}]>]
// sharding: #sdy.sharding_per_value<[<@mesh, [{"x"}, {}]>]> => #sdy.sharding<@mesh, [{"x"}, {}]>
// sharding_rule: ([i, jk], [i, jk]) => ([i, jk])
// sharding_rule: ([i, jk], [i, jk]) => ([i, jk], [i])
// sharding_rule: ->([i, jk]) => ->([i, ij])
// sharding_rule: {i=8, j=4, k=2} => {i=8, j=4, k=2} reduction={i}
// sharding_rule: {i=8, j=4, k=2} => {i=8, j=4, k=2} need_replication={i} permutation={i}
// sharding_rule: {i=8, j=4, k=2} => {i=8, j=8, k=1}
// sharding_rule: #sdy.op_sharding_rule<([i, jk], [i, jk])->([i, jk]) {i=8, j=4, k=2}> => "none"

// ----- sdy.manual_computation
sdy.mesh @mesh = <["x"=4, "y"=2]>
sdy.mesh @other = <["x"=2]>
func.func @main(%a: tensor<8x?xf32>) {
  %r = sdy.manual_computation(%a) in_shardings=[<@mesh, [{"x", "y"}, {?}]>] out_shardings=[<@mesh, [{"x"}, {}]>] manual_axes={"x"} (%b: tensor<2x?xf32>) {
    %c = "stablehlo.custom_call"(%b) {call_target_name = "foo"} : (tensor<2x?xf32>) -> tensor<2x8xf32>
    %d = sdy.sharding_constraint %c <@mesh, [{"y"}, {}]> : tensor<2x8xf32>
    sdy.return %d : tensor<2x8xf32>
  } : (tensor<8x?xf32>) -> tensor<8x8xf32>
  func.return
}
// body: -> tensor<8x8xf32> => -> tensor<12x8xf32>
// body: "x", "y"}, {?}]>] => "y"}, {?}]>]
// manual_axes: manual_axes={"x"} => manual_axes={"x", "z"}
// mesh: out_shardings=[<@mesh => out_shardings=[<@other
// sharding: {"x", "y"} => {"y", "x"}
// sharding: tensor<8x?xf32> => tensor<7x?xf32>
// sharding: in_shardings=[<@mesh, [{"x", "y"}, {?}]>] => in_shardings=[<@mesh, [{"x", "y"}]>]

// ----- sdy.sharding_constraint
sdy.mesh @mesh = <["x"=4, "y"=2]>
func.func @main(%a: tensor<8xf32>) {
  %r = sdy.manual_computation(%a) in_shardings=[<@mesh, [{"x"}]>] out_shardings=[<@mesh, [{"x"}]>] manual_axes={"x"} (%b: tensor<2xf32>) {
    %c = sdy.sharding_constraint %b <@mesh, [{"y"}]> : tensor<2xf32>
    sdy.return %c : tensor<2xf32>
  } : (tensor<8xf32>) -> tensor<8xf32>
  func.return
}
// manual_axes: [{"y"}] => [{"x"}]
// manual_axes: [{"y"}] => [{}], replicated={"x"}

// ----- sdy.sharding_group
func.func @main(%a: tensor<8xf32>) {
  sdy.sharding_group %a group_id=3 : tensor<8xf32>
  func.return
}

// ----- sdy.propagation_barrier
func.func @main(%a: tensor<8xf32>) {
  %r = sdy.propagation_barrier %a allowed_direction=NONE : tensor<8xf32>
  func.return
}
// direction: NONE => BOTH

// ----- sdy.named_computation
sdy.mesh @mesh = <["x"=4, "y"=2]>
func.func @main(%a: tensor<8xf32>) {
  %r = sdy.named_computation<"name">(%a) in_shardings=[<@mesh, [{"x"}]>] out_shardings=[<@mesh, [{"y"}]>] (%b: tensor<8xf32>) {
    sdy.return %b : tensor<8xf32>
  } : (tensor<8xf32>) -> tensor<8xf32>
  func.return
}
// body: (%b: tensor<8xf32>) => (%b: tensor<?xf32>) ; %b : tensor<8xf32> => %b : tensor<?xf32>
// result: -> tensor<8xf32> => -> tensor<9xf32>
// sharding: {"y"} => {"y"}, {}
