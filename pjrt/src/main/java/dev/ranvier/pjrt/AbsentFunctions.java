package dev.ranvier.pjrt;

import static java.util.Objects.requireNonNull;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Map;

/** The functions of the API that Ranvier does not have, and what to do instead. None is called by JAX. */
final class AbsentFunctions {
    private static final String TRANSFER = "use PJRT_Client_CreateBuffersForAsyncHostToDevice";
    private static final String NO_ALIAS = "make the buffer when its elements are known";
    private static final String NO_MAPPING = "the device reads host memory as it is: leave the call out";
    private static final String NO_TRACKING = "wait for PJRT_Buffer_ReadyEvent";
    private static final String NO_STATE = "let the handler of the custom call keep its own state";

    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("PJRT_CopyToDeviceStream_Destroy", TRANSFER),
            Map.entry("PJRT_CopyToDeviceStream_AddChunk", TRANSFER),
            Map.entry("PJRT_CopyToDeviceStream_TotalBytes", TRANSFER),
            Map.entry("PJRT_CopyToDeviceStream_GranuleSize", TRANSFER),
            Map.entry("PJRT_CopyToDeviceStream_CurrentBytes", TRANSFER),
            Map.entry(
                    "PJRT_AsyncHostToDeviceTransferManager_TransferLiteral",
                    "use PJRT_AsyncHostToDeviceTransferManager_TransferData"),
            Map.entry("PJRT_Client_CreateAliasBuffer", NO_ALIAS),
            Map.entry("PJRT_Client_FulfillAliasBuffer", NO_ALIAS),
            Map.entry("PJRT_Client_DmaMap", NO_MAPPING),
            Map.entry("PJRT_Client_DmaUnmap", NO_MAPPING),
            Map.entry("PJRT_Client_UpdateGlobalProcessInfo", "a client has one process: leave the call out"),
            Map.entry("PJRT_Device_PoisonExecution", "let the run end, or destroy the client"),
            Map.entry("PJRT_Device_CreateAsyncTrackingEvent", NO_TRACKING),
            Map.entry("PJRT_AsyncTrackingEvent_Destroy", NO_TRACKING),
            Map.entry("PJRT_Buffer_CopyRawToHostFuture", "use PJRT_Buffer_CopyRawToHost"),
            Map.entry("PJRT_Buffer_DonateWithControlDependency", "donate the buffer as an argument of a run"),
            Map.entry("PJRT_Buffer_Bitcast", "run a program with stablehlo.bitcast_convert"),
            Map.entry("PJRT_FFI_TypeID_Register", NO_STATE),
            Map.entry("PJRT_FFI_UserData_Add", NO_STATE));

    private AbsentFunctions() {}

    /** What a call of such a function throws. */
    static RanvierException refusal(String function, long arguments) {
        return new RanvierException(
                Diagnostic.of(Diagnostic.Code.UNIMPLEMENTED, "Ranvier does not have the function " + function)
                        .withHint(requireNonNull(INSTEAD.get(function), function)));
    }
}
