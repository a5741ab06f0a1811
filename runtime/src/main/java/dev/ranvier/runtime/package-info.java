/**
 * The public Java API: a {@link dev.ranvier.runtime.Client} opens devices, keeps {@link dev.ranvier.runtime.Buffer}s on
 * them and runs {@link dev.ranvier.runtime.Executable}s. Devices and program formats are found by
 * {@link java.util.ServiceLoader} through {@link dev.ranvier.runtime.DeviceProvider} and
 * {@link dev.ranvier.runtime.Frontend}.
 */
@NullMarked
package dev.ranvier.runtime;

import org.jspecify.annotations.NullMarked;
