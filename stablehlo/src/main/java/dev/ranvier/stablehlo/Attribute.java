package dev.ranvier.stablehlo;

/** A constant that belongs to an op, a type or a location. */
public sealed interface Attribute permits BuiltinAttribute, StablehloAttribute, ShardyAttribute, Location {}
